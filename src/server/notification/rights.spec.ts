import { beforeAll, describe, expect, it } from 'vitest'
import { aMatter, type StoredMatter } from '../../../testing/a-matter.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
let stored: StoredMatter

beforeAll(async () => {
  stored = await aMatter(test).in('under-review')
  await database.ownerPool.query(
    `insert into outbox_attempt (id, outbox_id, at, channel, outcome, took_ms)
     select gen_random_uuid(), id, now(), 'mail', 'failed', 1 from outbox where matter_id = $1`,
    [stored.id],
  )
})

/** Runs as the app connects, with its own settings inside one transaction that is rolled back. */
const asApp = async (text: string, settings: readonly (readonly [string, string])[] = []) => {
  const client = await database.pool.connect()
  try {
    await client.query('begin')
    for (const [name, value] of settings) await client.query('select set_config($1, $2, true)', [name, value])
    return await client.query(text)
  } finally {
    await client.query('rollback')
    client.release()
  }
}
const system = [['weiquan.scope', 'system']] as const
const countOf = async (table: string, settings: readonly (readonly [string, string])[] = []): Promise<number> =>
  (await asApp(`select * from ${table}`, settings)).rows.length

describe('what is told stands behind row security', () => {
  it.each(['outbox', 'outbox_attempt', 'staff_notification'])(
    'nobody sees %s without saying for whom they look',
    async (table) => {
      expect(await countOf(table, system)).toBeGreaterThan(0)
      expect(await countOf(table)).toBe(0)
      expect(await countOf(table, [['weiquan.institutions', `{${crypto.randomUUID()}}`]])).toBe(0)
    },
  )

  it('whoever reaches a matter sees what was told about it, and changes nothing of that', async () => {
    const reach = [['weiquan.matter', stored.id]] as const
    expect(await countOf('outbox', reach)).toBe(1)
    expect((await asApp("update outbox set status = 'sent'", reach)).rowCount).toBe(0)
  })

  it('an administrator sees the delivery log and no matter', async () => {
    const log = [['weiquan.outbox', 'administrator']] as const
    expect(await countOf('outbox', log)).toBeGreaterThan(0)
    expect(await countOf('matter', log)).toBe(0)
  })

  it('one’s own messages are one’s own: another’s are neither seen nor marked as read', async () => {
    const { rows } = await database.ownerPool.query('select staff_id from staff_notification limit 1')
    const own = [['weiquan.staff', rows[0].staff_id]] as const
    expect(await countOf('staff_notification', own)).toBe(1)
    const all = await asApp('update staff_notification set read_at = now()', own)
    expect(all.rowCount).toBe(1)
  })

  it('the log of tries can be added to, never changed or removed; what was told can’t be taken back or reworded', async () => {
    for (const text of [
      "update outbox_attempt set outcome = 'sent'",
      'delete from outbox_attempt',
      'delete from outbox',
      'delete from staff_notification',
      "update staff_notification set data_sealed = '\\x00'",
      'delete from webhook',
      "update applicant_language set language = 'en'",
    ]) {
      await expect(asApp(text, system), text).rejects.toThrow('permission denied')
    }
  })
})
