import { describe, expect, it } from 'vitest'
import { staffNamed, theSystem } from '../../../testing/actors.ts'
import { type DemoUser, useTestApp } from '../../../testing/app.ts'
import { audited } from '../../../testing/audit-watch.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import type { StaffNotification } from '../../contract/notification.ts'
import { inContext } from '../platform/context.ts'
import { notify } from './notify.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const { as } = useTestApp(database, test)

let told = 0
const tell = async (user: Exclude<DemoUser, null>): Promise<string> => {
  told += 1
  const number = `WQ33-0000-${String(told).padStart(4, '0')}`
  const { id } = await staffNamed(test.platform, user)
  await inContext(test.platform, theSystem, 'spec', (ctx) =>
    notify(ctx, {
      template: 'matter-assigned',
      to: { kind: 'staff', staffId: id },
      data: { number, title: '实用新型' },
    }),
  )
  return number
}
interface Page {
  readonly unread: number
  readonly rows: readonly StaffNotification[]
  readonly after: string | null
}
const read = async (user: DemoUser, query = ''): Promise<Page> => (await as(user).get(`/notifications${query}`)).json()

describe('what one has been told at the desk', () => {
  it('GET /api/v1/notifications does: shows one’s own, newest first, page by page, with how many are unread', async () => {
    const first = await tell('limin')
    test.setClock('2026-03-02T09:01')
    const second = await tell('limin')
    const page = await read('limin', '?limit=1')
    expect(page).toMatchObject({
      unread: 2,
      rows: [{ subject: `指派给您：${second}`, text: '实用新型。', readAt: null }],
    })
    expect((await read('limin', `?limit=1&after=${page.after}`)).rows[0]?.subject).toBe(`指派给您：${first}`)
  })

  it('GET /api/v1/notifications refuses: a page that was not given out', async () => {
    expect((await as('limin').get('/notifications?after=eyJ9')).json()).toMatchObject({ status: 422, code: 'invalid' })
  })

  it('GET /api/v1/notifications forbids: strangers, and nobody sees another’s', async () => {
    await tell('zhoulan')
    expect((await as(null).get('/notifications')).statusCode).toBe(401)
    expect((await read('wuhao')).rows).toEqual([])
    expect((await read('admin')).rows).toEqual([])
  })

  it('GET /api/v1/notifications audits: one’s own messages show no personal data and leave no row', async () => {
    expect((await audited(database, () => as('limin').get('/notifications'))).rows).toEqual([])
  })

  it('POST /api/v1/notifications/read does: notes those named, or all', async () => {
    await tell('chenjie')
    await tell('chenjie')
    const [newest] = (await read('chenjie')).rows
    expect((await as('chenjie').post('/notifications/read', { ids: [newest?.id] })).json()).toEqual({ unread: 1 })
    expect((await read('chenjie')).rows.map((row) => row.readAt !== null).sort()).toEqual([false, true])
    expect((await as('chenjie').post('/notifications/read', { all: true })).json()).toEqual({ unread: 0 })
  })

  it('POST /api/v1/notifications/read refuses: neither ids nor all, and both', async () => {
    expect((await as('limin').post('/notifications/read', {})).statusCode).toBe(422)
    expect((await as('limin').post('/notifications/read', { ids: [], all: true })).statusCode).toBe(422)
  })

  it('POST /api/v1/notifications/read forbids: strangers, and nobody reads for another', async () => {
    await tell('shenyun')
    const [row] = (await read('shenyun')).rows
    expect((await as(null).post('/notifications/read', { all: true })).statusCode).toBe(401)
    await as('wuhao').post('/notifications/read', { ids: [row?.id] })
    expect((await read('shenyun')).unread).toBe(1)
  })

  it('POST /api/v1/notifications/read audits: having seen one’s own message leaves no row', async () => {
    await tell('limin')
    expect((await audited(database, () => as('limin').post('/notifications/read', { all: true }))).rows).toEqual([])
  })
})
