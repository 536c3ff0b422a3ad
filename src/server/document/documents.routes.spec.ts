import { describe, expect, it } from 'vitest'
import { aMatter, loadMatter, type StoredMatter } from '../../../testing/a-matter.ts'
import { type DemoUser, useTestApp } from '../../../testing/app.ts'
import { audited, expectNoPersonalData } from '../../../testing/audit-watch.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import type { DocumentDraft, DocumentList } from '../../contract/document.ts'
import { fileSubmission } from './jobs.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const desk = useTestApp(database, test)

const path = ({ id }: { id: string }, rest = '') => `/matters/${id}/documents${rest}`
const supplement = ({ matter }: StoredMatter, items: unknown, document: unknown = null) => ({
  step: 'request-supplement',
  body: { expectedVersion: matter.version, items, document },
})
const visit = { form: 'return-visit-form' }

/** Who is no officer of the holder: the wrong role, another city, nobody. */
const others: readonly (readonly [DemoUser, number])[] = [
  ['shenyun', 403],
  ['chenjie', 404],
  [null, 401],
]
const forbidden = async (ask: (user: DemoUser) => Promise<{ statusCode: number }>) => {
  for (const [user, status] of others) expect((await ask(user)).statusCode, String(user)).toBe(status)
}

describe('the documents of a matter', () => {
  it('GET /api/v1/matters/:id/documents does: lists what was issued, its number and how far it has come', async () => {
    const stored = await aMatter(test).in('supplement-noticed')
    await fileSubmission(test.platform, stored.id)
    const list = (await desk.as('limin').get(path(stored))).json<DocumentList>()
    expect(list.documents.map((one) => one.title)).toEqual(['补正通知书', '知识产权维权援助申请表', '收件回执'])
    const [notice, application, receipt] = list.documents
    expect(notice?.number).toMatch(/^知援330200补〔2026〕\d+号$/)
    expect(notice?.documentId).toBe(stored.matter.notices[0]?.noticeId)
    expect(notice?.service).toMatchObject({ way: 'portal', received: null, moves: { to: 'post' } })
    expect(application).toMatchObject({ number: `${stored.number}-2`, service: null, issuedBy: null })
    expect(receipt?.number).toMatch(/^知援330200收〔2026〕\d+号$/)
    expect(list.forms).toEqual([{ code: 'return-visit-form', title: '知识产权维权援助回访表' }])
  })

  it('GET /api/v1/matters/:id/documents refuses: an id that is none', async () => {
    expect((await desk.as('limin').get('/matters/none/documents')).statusCode).toBe(422)
  })

  it('GET /api/v1/matters/:id/documents forbids: another city, who is not signed in; the province sees the list', async () => {
    const stored = await aMatter(test).in('accepted')
    expect((await desk.as('chenjie').get(path(stored))).statusCode).toBe(404)
    expect((await desk.as(null).get(path(stored))).statusCode).toBe(401)
    expect((await desk.as('shenyun').get(path(stored))).statusCode).toBe(200)
  })

  it('GET /api/v1/matters/:id/documents audits: who looked', async () => {
    const stored = await aMatter(test).in('accepted')
    const { rows } = await audited(database, () => desk.as('shenyun').get(path(stored)))
    expect(rows).toMatchObject([{ action: 'document.list', object_id: stored.id }])
  })

  it('POST /api/v1/matters/:id/documents/draft does: what the step would put on paper, and nothing has happened', async () => {
    const stored = await aMatter(test).in('under-review')
    const response = await desk.as('limin').post(path(stored, '/draft'), supplement(stored, ['专利登记簿副本']))
    expect(response.statusCode, response.body).toBe(200)
    const { form, values, missing } = response.json<DocumentDraft>()
    expect(form).toMatchObject({ code: 'supplement-notice', title: '补正通知书' })
    expect(values).toMatchObject({ applicant: '张明', items: ['专利登记簿副本'], limit: '7个工作日' })
    expect(missing).toEqual([])
    expect((await loadMatter(test, stored.id)).version).toBe(stored.matter.version)
  })

  it('POST /api/v1/matters/:id/documents/draft refuses: a step that can not be taken, a form that steps bring, a field that is none', async () => {
    const stored = await aMatter(test).in('accepted')
    const ask = (body: object) => desk.as('limin').post(path(stored, '/draft'), body)
    expect((await ask(supplement(stored, ['x']))).json()).toMatchObject({ status: 409, code: 'status-forbids' })
    expect((await ask({ step: 'issue-document', form: 'advice' })).json()).toMatchObject({ code: 'form-unsuited' })
    const unknown = await ask({ step: 'issue-document', ...visit, document: { nonsense: 'x' } })
    expect(unknown.json()).toMatchObject({ status: 422, code: 'document-unfit' })
    expect((await ask({ step: 'archive', body: {} })).statusCode).toBe(422)
  })

  it('POST /api/v1/matters/:id/documents/draft forbids: the province, another city, who is not signed in', async () => {
    const stored = await aMatter(test).in('under-review')
    await forbidden((user) => desk.as(user).post(path(stored, '/draft'), supplement(stored, ['x'])))
  })

  it('POST /api/v1/matters/:id/documents/draft audits: who drafted which form, not what it says', async () => {
    const stored = await aMatter(test).in('under-review')
    const { rows } = await audited(database, () =>
      desk.as('limin').post(path(stored, '/draft'), supplement(stored, ['x'])),
    )
    expect(rows).toMatchObject([{ action: 'document.draft', detail: { form: 'supplement-notice' } }])
    expectNoPersonalData(rows)
  })

  it('POST /api/v1/matters/:id/documents/preview does: a PDF, without a number being used up', async () => {
    const stored = await aMatter(test).in('under-review')
    const count = async () => (await database.ownerPool.query('select * from document_counter order by 1')).rows
    const before = await count()
    const response = await desk.as('limin').post(path(stored, '/preview'), supplement(stored, ['专利登记簿副本']))
    expect(response.headers['content-type']).toBe('application/pdf')
    expect(response.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect(await count()).toEqual(before)
  })

  it('POST /api/v1/matters/:id/documents/preview refuses: a step without what it needs', async () => {
    const stored = await aMatter(test).in('under-review')
    const response = await desk.as('limin').post(path(stored, '/preview'), supplement(stored, []))
    expect(response.json()).toMatchObject({ status: 422, code: 'invalid' })
  })

  it('POST /api/v1/matters/:id/documents/preview forbids: the province, another city, who is not signed in', async () => {
    const stored = await aMatter(test).in('under-review')
    await forbidden((user) => desk.as(user).post(path(stored, '/preview'), supplement(stored, ['x'])))
  })

  it('POST /api/v1/matters/:id/documents/preview audits: who looked at the print', async () => {
    const stored = await aMatter(test).in('under-review')
    const { rows } = await audited(database, () =>
      desk.as('limin').post(path(stored, '/preview'), supplement(stored, ['x'])),
    )
    expect(rows).toMatchObject([{ action: 'document.preview' }])
  })

  const issue = (stored: StoredMatter, document: unknown = null, user: DemoUser = 'limin') =>
    desk.as(user).post(path(stored), { expectedVersion: stored.matter.version, ...visit, document })

  it('POST /api/v1/matters/:id/documents does: the document stands in the record with both hashes of its file', async () => {
    const stored = await aMatter(test).in('closed')
    const response = await issue(stored)
    expect(response.statusCode, response.body).toBe(201)
    const matter = await loadMatter(test, stored.id)
    const document = matter.documents.at(-1)
    expect(document).toMatchObject({ form: 'return-visit-form', issuedBy: '李敏' })
    expect(await test.platform.files.has(Buffer.from(document?.sha256 ?? '', 'hex'))).toBe(true)
  })

  it('POST /api/v1/matters/:id/documents refuses: what a step brings, a matter that has changed, a text past its limit', async () => {
    const stored = await aMatter(test).in('closed')
    const post = (body: object) =>
      desk.as('limin').post(path(stored), { expectedVersion: stored.matter.version, ...body })
    expect((await post({ form: 'refusal-decision' })).json()).toMatchObject({ code: 'form-unsuited' })
    expect((await post({ ...visit, expectedVersion: 1 })).json()).toMatchObject({ code: 'matter-changed' })
    expect((await issue(stored, { nonsense: 'x' })).json()).toMatchObject({ code: 'document-unfit' })
    expect((await loadMatter(test, stored.id)).version).toBe(stored.matter.version)
  })

  it('POST /api/v1/matters/:id/documents forbids: the province, another city, who is not signed in', async () => {
    const stored = await aMatter(test).in('closed')
    await forbidden((user) => issue(stored, null, user))
  })

  it('POST /api/v1/matters/:id/documents audits: who issued it', async () => {
    const stored = await aMatter(test).in('closed')
    const { rows } = await audited(database, () => issue(stored))
    expect(rows.map((row) => row.action).sort()).toEqual(['document.issue', 'matter.issue-document'])
    expectNoPersonalData(rows)
  })

  const fileOf = (stored: StoredMatter, index = -1) =>
    path(stored, `/${stored.matter.documents.at(index)?.documentId}/file`)

  it('GET /api/v1/matters/:id/documents/:documentId/file does: the very PDF that was issued, and its text as DOCX', async () => {
    const stored = await aMatter(test).in('accepted')
    const pdf = await desk.as('limin').get(fileOf(stored))
    expect(pdf.headers['content-type']).toBe('application/pdf')
    const { createHash } = await import('node:crypto')
    const issued = stored.matter.documents.at(-1)
    expect(createHash('sha256').update(pdf.rawPayload).digest('hex')).toBe(issued?.sha256)
    expect(createHash('sm3').update(pdf.rawPayload).digest('hex')).toBe(issued?.sm3)
    const docx = await desk.as('limin').get(`${fileOf(stored)}?format=docx`)
    expect(docx.rawPayload.subarray(0, 2).toString()).toBe('PK')
  })

  it('GET /api/v1/matters/:id/documents/:documentId/file refuses: a document of another matter, a format that is none', async () => {
    const stored = await aMatter(test).in('accepted')
    const other = await aMatter(test).in('accepted')
    const foreign = path(stored, `/${other.matter.documents[0]?.documentId}/file`)
    expect((await desk.as('limin').get(foreign)).statusCode).toBe(404)
    expect((await desk.as('limin').get(`${fileOf(stored)}?format=exe`)).statusCode).toBe(422)
  })

  it('GET /api/v1/matters/:id/documents/:documentId/file forbids: another city; above the institution the application form and the text', async () => {
    const submitted = await aMatter(test).in('submitted')
    await fileSubmission(test.platform, submitted.id)
    const stored = { ...submitted, matter: await loadMatter(test, submitted.id) }
    expect((await desk.as('chenjie').get(fileOf(stored))).statusCode).toBe(404)
    expect((await desk.as(null).get(fileOf(stored))).statusCode).toBe(401)
    expect((await desk.as('shenyun').get(fileOf(stored, 0))).statusCode, 'the application form').toBe(403)
    expect((await desk.as('shenyun').get(fileOf(stored, 1))).statusCode, 'the receipt').toBe(200)
    expect((await desk.as('shenyun').get(`${fileOf(stored, 1)}?format=docx`)).statusCode).toBe(403)
  })

  it('GET /api/v1/matters/:id/documents/:documentId/file audits: who downloaded which document', async () => {
    const stored = await aMatter(test).in('accepted')
    const { rows } = await audited(database, () => desk.as('limin').get(fileOf(stored)))
    expect(rows).toMatchObject([
      { action: 'document.download', detail: { form: 'acceptance-decision', format: 'pdf' } },
    ])
  })
})
