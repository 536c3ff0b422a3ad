import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildApp } from '../../src/server/app.ts'
import { createFileStore } from '../../src/server/platform/files.ts'
import { useTestDatabase } from '../../testing/database.ts'
import { aPng } from '../../testing/files.ts'
import { multipartBody } from '../../testing/multipart.ts'
import { useTestPlatform } from '../../testing/platform.ts'
import { runFaults } from './run-faults.ts'

describe('falls at random moments under load', () => {
  it.runIf(process.platform === 'linux')(
    'four of the server and two of its database lose nothing that was acknowledged and leave nothing half',
    async () => {
      const done = await runFaults({ serverKills: 4, databaseKills: 2, longestLifeMs: 900, say: () => {} })
      expect(done.submissions).toBeGreaterThan(0)
      expect(done.findings).toMatchObject({
        recordHolds: true,
        lostSubmissions: [],
        lostFiles: [],
        lostMessages: [],
        lostSteps: [],
        lostJobs: [],
        halfSteps: [],
      })
    },
    180_000,
  )
})

/** A file system of 1 MB, where one may be mounted; null elsewhere. */
const mountSmall = async (): Promise<string | null> => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const folder = await mkdtemp(join(tmpdir(), 'weiquan-full-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=0700', 'tmpfs', folder])
  if (mounted.status === 0) return folder
  await rm(folder, { recursive: true })
  return null
}
const small = await mountSmall()

describe('a full disk', () => {
  const database = useTestDatabase({ seeded: true })
  const test = useTestPlatform(database, { now: '2026-03-02T09:00' })

  it.skipIf(small === null)(
    'refuses an upload that does not fit, keeps nothing of it, keeps all that was taken before, and takes it once there is room (needs root to mount a small file system)',
    async () => {
      const folder = small ?? ''
      const files = createFileStore(join(folder, 'files'))
      const app = await buildApp({ ...test.platform, files }, { render: () => '', css: '' })
      const upload = async (content: Buffer) => {
        const { payload, headers } = multipartBody([], [{ field: 'file', fileName: '照片.png', content }])
        return app.inject({ method: 'POST', url: '/api/v1/uploads', payload, headers })
      }
      const rows = async () => (await database.ownerPool.query('select 1 from upload')).rowCount
      try {
        const taken = await upload(Buffer.concat([aPng, randomBytes(300_000)]))
        expect(taken.statusCode).toBe(201)
        await writeFile(join(folder, 'ballast'), Buffer.alloc(500_000))
        const large = Buffer.concat([aPng, randomBytes(400_000)])
        const refused = await upload(large)
        expect(refused.statusCode).toBeGreaterThanOrEqual(500)
        expect(refused.json().detail).toMatch(/稍后再试/)
        expect(await rows()).toBe(1)
        const kept: string[] = []
        for await (const name of files.list()) kept.push(name.toString('hex'))
        expect(kept).toEqual([taken.json().sha256])
        await rm(join(folder, 'ballast'))
        expect((await upload(large)).statusCode).toBe(201)
        expect(await rows()).toBe(2)
      } finally {
        await app.close()
        spawnSync('umount', [folder])
        await rm(folder, { recursive: true, force: true })
      }
    },
  )
})
