import { describe, expect, it } from 'vitest'
import { theSystem } from '../../../testing/actors.ts'
import { useTestApp } from '../../../testing/app.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { renderPage } from '../../web/portal/render.tsx'
import { buildApp } from '../app.ts'
import { inContext } from '../platform/context.ts'
import type { Channels } from './channel.ts'
import { type Notification, notify } from './notify.ts'
import { sendMessage } from './send.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const desk = useTestApp(database, test)

const send = async (notification: Notification, channels: Channels = {}): Promise<void> => {
  const ids = await inContext(test.platform, theSystem, 'spec', (ctx) => notify(ctx, notification))
  for (const id of ids) await sendMessage(test.platform, channels, id)
}
const code = (phone: string, digits: string): Notification => ({
  template: 'one-time-code',
  to: { kind: 'address', phone },
  data: { code: digits, minutes: 5 },
})

describe('the outbox of the demonstration', () => {
  it('shows what would have been sent, to whom behind a mask, with links that lead on', async () => {
    await send(code('13800000001', '471147'))
    await send({
      template: 'draft-link',
      to: { kind: 'address', mail: 'zhangming@example.com' },
      data: { link: '/apply/resume/token', expiresOn: '2026-03-20' },
    })
    const { statusCode, body, headers } = await desk.app.inject('/demo/outbox')
    expect(statusCode).toBe(200)
    expect(body).toContain('471147')
    expect(body).toContain('138****0001')
    expect(body).toContain('<a href="/apply/resume/token">http://localhost/apply/resume/token</a>')
    expect(body).not.toMatch(/13800000001|zhangming/)
    expect(headers['x-robots-tag']).toBe('noindex')
  })

  it('shows nothing that was really sent', async () => {
    await send(code('13800000002', '815815'), { sms: { send: async () => ({ outcome: 'sent', detail: null }) } })
    expect((await desk.app.inject('/demo/outbox')).body).not.toContain('815815')
  })

  it('outside the demonstration is not there', async () => {
    const real = { ...test.platform, config: { ...test.platform.config, demo: false } }
    const server = await buildApp(real, { render: renderPage, css: '' })
    expect((await server.inject('/demo/outbox')).statusCode).toBe(404)
    await server.close()
  })
})
