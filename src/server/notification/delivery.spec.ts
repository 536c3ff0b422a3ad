import { describe, expect, it } from 'vitest'
import { aMatter, loadMatter } from '../../../testing/a-matter.ts'
import { deskOf, theSystem } from '../../../testing/actors.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useHttpReceiver } from '../../../testing/http-receiver.ts'
import { useMailServer } from '../../../testing/mail-server.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { inContext } from '../platform/context.ts'
import { startJobs } from '../platform/jobs.ts'
import { openChannels } from './open-channels.ts'
import { sendMessage } from './send.ts'
import { addWebhook } from './webhooks.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const mailServer = useMailServer()
const receiver = useHttpReceiver()

const configured = (url: string) => ({
  ...test.platform.config,
  mail: { url, from: '维权一张网 <no-reply@weiquan.example>' },
  webhookPrivateHosts: ['127.0.0.1'],
})

describe('from the change to the receiver', () => {
  it('the queue sends what a submission and a step have put down: a letter, and a signed request to the institution’s system', async () => {
    const config = configured(mailServer.url)
    const platform = { ...test.platform, config }
    const { holderId } = (await aMatter(test).in('submitted')).matter
    await inContext(platform, theSystem, 'spec', (ctx) =>
      addWebhook(ctx, deskOf(holderId), { institutionId: holderId, url: receiver.url }),
    )
    await database.ownerPool.query("update outbox set status = 'unsent'")
    const stored = await aMatter(test).in('under-review')

    // The queue lives by the database's own clock, for which March 2026 may not have come yet.
    await database.ownerPool.query(
      "update graphile_worker._private_jobs set run_at = now() where key like 'notification:%'",
    )
    const waiting = new Set(
      (
        await database.ownerPool.query<{ id: string }>(
          "select id from outbox where status = 'waiting' and matter_id = $1",
          [stored.id],
        )
      ).rows.map((row) => row.id),
    )
    expect(waiting.size).toBeGreaterThanOrEqual(4)
    let finish: () => void = () => {}
    const done = new Promise<void>((resolve) => {
      finish = resolve
    })
    const channels = openChannels(config)
    const runner = await startJobs(platform, database.ownerUrl, {
      'notification.send': async ({ outboxId }) => {
        await sendMessage(platform, channels, outboxId)
        waiting.delete(outboxId)
        if (waiting.size === 0) finish()
      },
    })
    try {
      await done
    } finally {
      await runner.stop()
    }
    const letters = mailServer.received.map(({ raw }) =>
      Buffer.from(raw.slice(raw.indexOf('\r\n\r\n')), 'base64').toString(),
    )
    expect(letters.filter((text) => text.includes(stored.number))).toHaveLength(1)
    const types = receiver.received.map(({ body }) => JSON.parse(body)).filter((one) => one.matterId === stored.id)
    expect(
      types
        .map((one) => one.type)
        .sort()
        .slice(0, 2),
    ).toEqual(['matter-arrived', 'matter-changed'])
    expect(JSON.stringify(receiver.received.map(({ body }) => body))).not.toMatch(/张明|13810|zhangming/)
  })

  it('a mail server that can’t be reached holds no step up; the message waits and says why', async () => {
    const stored = await aMatter(test).in('accepted')
    expect((await loadMatter(test, stored.id)).status).toBe('accepted')
    const { rows } = await database.ownerPool.query<{ id: string }>(
      "select id from outbox where matter_id = $1 and template = 'matter-accepted'",
      [stored.id],
    )
    const id = rows[0]?.id ?? ''
    const gone = openChannels(configured('smtp://127.0.0.1:1'))
    await sendMessage(test.platform, gone, id)
    const { rows: tries } = await database.ownerPool.query(
      `select o.status, o.channel, a.outcome, a.detail from outbox o join outbox_attempt a on a.outbox_id = o.id where o.id = $1`,
      [id],
    )
    expect(tries).toEqual([{ status: 'waiting', channel: 'mail', outcome: 'failed', detail: 'ESOCKET' }])
  })
})
