import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { aMatter } from '../../testing/a-matter.ts'
import { useTestDatabase } from '../../testing/database.ts'
import { useTestPlatform } from '../../testing/platform.ts'
import { openInstallation } from './installation.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const open = () =>
  openInstallation(
    { ...test.platform.config, databaseUrl: database.ownerUrl },
    { log: fastify({ logger: false }).log, say: () => {}, alone: true },
  )

describe('opening an installation', () => {
  it('again changes nothing and closes without leaving a connection', async () => {
    const { close } = await open()
    await close()
    const count = 'select count(*)::int as staff from staff'
    const before = (await database.ownerPool.query(count)).rows
    await (await open()).close()
    expect((await database.ownerPool.query(count)).rows).toEqual(before)
  })

  it('is refused when there is sealed data and its keys are gone, and makes no new ones', async () => {
    await aMatter(test, {}).in('submitted')
    await rm(join(test.platform.config.dataDir, 'keys'), { recursive: true })
    await expect(open()).rejects.toThrow('没有密钥文件')
    await expect(open()).rejects.toThrow('没有密钥文件')
  })
})
