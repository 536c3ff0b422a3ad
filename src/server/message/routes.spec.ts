import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { aMatter, type StoredMatter } from '../../../testing/a-matter.ts'
import { applicantOf } from '../../../testing/actors.ts'
import { type DemoUser, useTestApp } from '../../../testing/app.ts'
import { audited, expectNoPersonalData } from '../../../testing/audit-watch.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { aPng } from '../../../testing/files.ts'
import { sentTo } from '../../../testing/outbox.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { uploaded } from '../../../testing/uploads.ts'
import { messageLimits } from '../../contract/message.ts'
import { demoInstitutionId } from '../institution/demo-network.ts'
import { inContext } from '../platform/context.ts'
import { verify } from '../record/verify.ts'
import { sendMessage } from './messages.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const desk = useTestApp(database, test)

let ningbo: StoredMatter
let hangzhou: StoredMatter
let archived: StoredMatter

beforeAll(async () => {
  ningbo = await aMatter(test, { submission: { applicant: { phone: '13812345678' } } }).in('under-review')
  hangzhou = await aMatter(test, { heldBy: '330100' }).in('submitted')
  archived = await aMatter(test).in('archived')
  test.setClock('2026-03-03T09:00')
})

const list = (user: DemoUser, id: string = ningbo.id) => desk.as(user).get(`/matters/${id}/messages`)
const write = (user: DemoUser, body: object = {}, id: string = ningbo.id) =>
  desk.as(user).post(`/matters/${id}/messages`, { messageId: randomUUID(), text: '请补充购买小票的照片。', ...body })
const read = (user: DemoUser, messageIds: readonly string[], id: string = ningbo.id) =>
  desk.as(user).post(`/matters/${id}/messages/read`, { messageIds })
const fromApplicant = async (text: string, id = ningbo.id) => {
  const messageId = randomUUID()
  const sent = await inContext(test.platform, applicantOf(id), 'spec', (ctx) =>
    sendMessage(ctx, id, { messageId, text, evidence: [] }),
  )
  if (!sent.ok) throw new Error(sent.refusal.code)
  return messageId
}
const eventsOf = async (id: string) =>
  (
    await database.ownerPool.query(
      `select payload from matter_event where matter_id = $1 and type = 'MessageSent' order by seq`,
      [id],
    )
  ).rows.map((row) => row.payload)

describe('messages at the desk', () => {
  it('POST /api/v1/matters/:id/messages does: seals the words, keeps the file, commits to both in the record and tells the applicant', async () => {
    const uploadId = await uploaded(test.platform, '样表.png', aPng)
    const messageId = randomUUID()
    const text = '请补充购买小票的照片。\n地址：宁波市海曙区。𠮷㐂'
    const answer = await write('limin', { messageId, text: `  ${text} `, uploadIds: [uploadId] })
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json().messages.at(-1)).toMatchObject({
      messageId,
      from: 'institution',
      senderName: '李敏',
      text,
      readAt: null,
      files: [{ name: '样表.png', mediaType: 'image/png' }],
    })
    const [event] = await eventsOf(ningbo.id)
    expect(event).toMatchObject({ messageId, from: 'institution', evidence: [{ name: '样表.png' }] })
    expect(JSON.stringify(event)).not.toContain('小票')
    const { rows } = await database.ownerPool.query('select text_sealed from message where id = $1', [messageId])
    expect(rows[0].text_sealed.includes(Buffer.from('小票'))).toBe(false)
    expect((await sentTo(test.platform, database, '13812345678'))[0]).toMatchObject({
      template: 'message-to-applicant',
      data: { number: ningbo.number },
    })
    const view = (await desk.as('limin').get(`/matters/${ningbo.id}`)).json()
    expect(view.evidence, 'it is not the applicant’s material').toEqual([])
    const { evidenceId } = answer.json().messages.at(-1).files[0]
    expect((await desk.as('limin').get(`/matters/${ningbo.id}/evidence/${evidenceId}`)).rawPayload).toEqual(aPng)
  })

  it('POST /api/v1/matters/:id/messages refuses: nothing said, too much, control characters, too many or foreign files, an archived matter', async () => {
    const tooLong = '长'.repeat(messageLimits.textChars + 1)
    const many = Array.from({ length: messageLimits.files + 1 }, () => randomUUID())
    for (const body of [
      { text: ' \n ' },
      { text: tooLong },
      { text: 'a\u0000b' },
      { text: '\ud800' },
      { text: '好', uploadIds: many },
      { text: '好', messageId: 'x' },
    ]) {
      expect((await write('limin', body)).json(), JSON.stringify(body).slice(0, 60)).toMatchObject({
        status: 422,
        code: 'invalid',
      })
    }
    const before = (await list('limin')).json().messages.length
    expect((await write('limin', { uploadIds: [randomUUID()] })).json()).toMatchObject({ code: 'upload-unknown' })
    expect((await list('limin')).json().messages).toHaveLength(before)
    expect((await write('limin', {}, archived.id)).json()).toMatchObject({ status: 409, code: 'status-forbids' })
  })

  it('POST /api/v1/matters/:id/messages forbids: supervisors, auditor and administrator, another city, who is not signed in', async () => {
    for (const user of ['shenyun', 'hanlin', 'qinzheng', 'admin'] as const) {
      expect((await write(user)).statusCode, user).toBe(403)
    }
    expect((await write('chenjie')).statusCode).toBe(404)
    expect((await write(null)).statusCode).toBe(401)
  })

  it('POST /api/v1/matters/:id/messages audits: who wrote in which matter, not what', async () => {
    const { rows } = await audited(database, () => write('limin', { text: '张明，请回电。' }))
    expect(rows).toEqual([
      expect.objectContaining({
        action: 'matter.send-message',
        actor_name: '李敏',
        object_id: ningbo.id,
        institution_id: demoInstitutionId('330200'),
      }),
    ])
    expectNoPersonalData(rows)
  })

  it('sent twice, also at the same moment, is one message; its id opens no other matter', async () => {
    const messageId = randomUUID()
    const answers = await Promise.all([write('limin', { messageId }), write('limin', { messageId })])
    expect(answers.map((one) => one.statusCode)).toEqual([200, 200])
    const { messages } = (await list('limin')).json()
    expect(messages.filter((one: { messageId: string }) => one.messageId === messageId)).toHaveLength(1)
    expect((await write('chenjie', { messageId }, hangzhou.id)).statusCode).toBe(404)
    expect((await list('chenjie', hangzhou.id)).json().messages).toEqual([])
  })

  it('GET /api/v1/matters/:id/messages does: shows what both have written, oldest first, and whether the other side has looked', async () => {
    const messageId = await fromApplicant('小票在家里，明天拍照。')
    const answer = (await list('limin')).json()
    expect(answer.whyNot).toBeNull()
    expect(answer.messages.at(-1)).toMatchObject({ messageId, from: 'applicant', senderName: null, readAt: null })
    const times = answer.messages.map((one: { sentAt: string }) => one.sentAt)
    expect(times).toEqual([...times].sort())
    expect((await list('qinzheng')).json().messages).toHaveLength(answer.messages.length)
    expect((await list('qinzheng')).json().messages.at(-1).readAt, 'an auditor’s look is no reading').toBeNull()
  })

  it('GET /api/v1/matters/:id/messages refuses: an id that is none, a matter that is not there', async () => {
    expect((await list('limin', 'x')).statusCode).toBe(422)
    expect((await list('limin', randomUUID())).statusCode).toBe(404)
  })

  it('GET /api/v1/matters/:id/messages forbids: another city, the administrator, who is not signed in', async () => {
    expect((await list('chenjie')).statusCode).toBe(404)
    expect((await list('admin')).statusCode).toBe(403)
    expect((await list(null)).statusCode).toBe(401)
  })

  it('GET /api/v1/matters/:id/messages audits: who read the messages of which matter', async () => {
    const { rows } = await audited(database, () => list('hanlin'))
    expect(rows).toEqual([
      expect.objectContaining({ action: 'message.list', actor_name: '韩林', object_id: ningbo.id }),
    ])
    expectNoPersonalData(rows)
  })

  it('POST /api/v1/matters/:id/messages/read does: notes the first look at what was shown, once; the count beside the matter goes down', async () => {
    const first = await fromApplicant('第一条')
    const second = await fromApplicant('第二条')
    const unread = async () => {
      const { rows } = (await desk.as('limin').get(`/matters?view=inbox&text=${ningbo.number}`)).json()
      return rows[0].unreadMessages
    }
    const before = await unread()
    expect(before).toBeGreaterThanOrEqual(2)
    expect((await read('limin', [first, first])).json()).toEqual({ read: 1 })
    test.setClock('2026-03-03T10:00')
    expect((await read('limin', [first])).json()).toEqual({ read: 0 })
    const shown = (await list('limin')).json().messages
    const at = (id: string) => shown.find((one: { messageId: string }) => one.messageId === id).readAt
    expect(at(first)).toBe('2026-03-03T01:00:00.000Z')
    expect(at(second)).toBeNull()
    expect(await unread()).toBe(before - 1)
  })

  it('POST /api/v1/matters/:id/messages/read refuses: ids that are none; the institution’s own and other matters’ messages are not read by it', async () => {
    expect((await read('limin', ['x'])).statusCode).toBe(422)
    const own = (await write('limin')).json().messages.at(-1).messageId
    const elsewhere = await fromApplicant('杭州的事', hangzhou.id)
    expect((await read('limin', [own, elsewhere])).json()).toEqual({ read: 0 })
  })

  it('POST /api/v1/matters/:id/messages/read forbids: those who only look, another city, who is not signed in', async () => {
    for (const user of ['shenyun', 'qinzheng', 'admin'] as const) expect((await read(user, [])).statusCode).toBe(403)
    expect((await read('chenjie', [])).statusCode).toBe(404)
    expect((await read(null, [])).statusCode).toBe(401)
  })

  it('POST /api/v1/matters/:id/messages/read audits: how many were read first by whom', async () => {
    const messageId = await fromApplicant('请看')
    const { rows } = await audited(database, () => read('limin', [messageId]))
    expect(rows).toEqual([
      expect.objectContaining({ action: 'message.read', actor_name: '李敏', detail: { messages: 1 } }),
    ])
    expect((await audited(database, () => read('limin', [messageId]))).rows).toEqual([])
  })

  it('changes the version of the matter: who decides on an older one is told of the message first', async () => {
    const { version } = (await desk.as('limin').get(`/matters/${ningbo.id}`)).json()
    await fromApplicant('补充一点：对方已经关店。')
    const answer = await desk.as('zhoulan').post(`/matters/${ningbo.id}/accept`, { expectedVersion: version })
    expect(answer.json()).toMatchObject({ code: 'matter-changed' })
    expect(JSON.stringify(answer.json().changes)).toContain('给机构留言')
  })

  it('is part of the record: a changed, removed or smuggled-in message is found', async () => {
    expect(await verify(test.platform)).toMatchObject({ ok: true })
    const tamper = async (text: string, what: string) => {
      const client = await database.ownerPool.connect()
      try {
        await client.query('begin')
        await client.query(text)
        await client.query('commit')
        expect((await verify(test.platform, ningbo.number)).firstBroken).toMatchObject({ what })
      } finally {
        client.release()
      }
    }
    await database.ownerPool.query('create table kept as select * from message')
    await tamper(
      `update message set text_sealed = (select text_sealed from message where matter_id = '${hangzhou.id}' limit 1)
      where id = (select id from message where matter_id = '${ningbo.id}' order by sent_at desc limit 1)`,
      'message-changed',
    )
    await database.ownerPool.query('update message m set text_sealed = k.text_sealed from kept k where k.id = m.id')
    await tamper(
      `insert into message select gen_random_uuid(), matter_id, sender, staff_id, staff_name, text_sealed, salt, sent_at
      from message where matter_id = '${ningbo.id}' limit 1`,
      'message-unknown',
    )
    await database.ownerPool.query('delete from message where id not in (select id from kept)')
    expect(await verify(test.platform, ningbo.number)).toMatchObject({ ok: true })
  })

  it('can be added to and read by the app, never changed or removed, and is seen with its matter alone', async () => {
    for (const table of ['message', 'message_read']) {
      expect((await database.pool.query(`select 1 from ${table}`)).rows).toEqual([])
      await expect(database.pool.query(`update ${table} set matter_id = matter_id`)).rejects.toThrow(
        'permission denied',
      )
      await expect(database.pool.query(`delete from ${table}`)).rejects.toThrow('permission denied')
    }
  })
})
