import { describe, expect, it } from 'vitest'
import { aSubmission, type SubmissionJson } from '../../../testing/a-matter.ts'
import { type DemoUser, useTestApp } from '../../../testing/app.ts'
import { audited, expectNoPersonalData } from '../../../testing/audit-watch.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { aPng } from '../../../testing/files.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { uploaded } from '../../../testing/uploads.ts'
import type { MatterView } from '../../contract/matter.ts'
import type { SubmissionReceipt } from '../../contract/submission.ts'
import { demoInstitutionId } from '../institution/demo-network.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const desk = useTestApp(database, test)

const register = (user: DemoUser, submission: SubmissionJson, channel = 'counter') =>
  desk.as(user).post('/matters', { channel, submission })

const countAll = async () => {
  const tables = ['matter', 'matter_event', 'party', 'evidence', 'matter_search', 'audit']
  const { rows } = await database.ownerPool.query(
    `select ${tables.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', ')}`,
  )
  return rows[0]
}

describe('registering what came by counter, telephone or letter', () => {
  it('POST /api/v1/matters does: a clerk writes a matter down for the own institution and tells number and query code', async () => {
    const response = await register('limin', aSubmission())
    expect(response.statusCode, response.body).toBe(201)
    const receipt = response.json<SubmissionReceipt>()
    expect(receipt).toMatchObject({
      institution: { id: demoInstitutionId('330200') },
      dueOn: '2026-03-23',
      created: true,
    })
    expect(receipt.number).toMatch(/^WQ33-.{4}-.{4}$/)
    expect(receipt.queryCode).toMatch(/^.{4}-.{4}$/)
    const view = (await desk.as('limin').get(`/matters/${receipt.matterId}`)).json<MatterView>()
    expect(view).toMatchObject({ channel: 'counter', status: 'submitted', version: 1 })
    expect(view.history[0]?.actor).toMatchObject({ kind: 'staff', name: '李敏' })
  })

  it('sent again it answers with the same matter, number and code, and makes nothing', async () => {
    const submission = aSubmission()
    const first = (await register('limin', submission)).json<SubmissionReceipt>()
    const before = await countAll()
    const again = await register('limin', submission)
    expect(again.statusCode).toBe(200)
    expect(again.json()).toEqual({ ...first, created: false })
    expect(await countAll()).toEqual(before)
  })

  it('another institution is named on purpose only; without one the own keeps what a nearer one would have got', async () => {
    const consultation = aSubmission({ kind: 'consultation', need: { services: ['CONSULT'] } })
    expect((await register('limin', consultation)).json<SubmissionReceipt>()).toMatchObject({
      institution: { id: demoInstitutionId('330200') },
      why: ['由登记的机构承办'],
    })
    const response = await register('limin', aSubmission({ institutionId: demoInstitutionId('330100') }), 'letter')
    expect(response.json<SubmissionReceipt>().institution.id).toBe(demoInstitutionId('330100'))
  })

  it('POST /api/v1/matters refuses: what is missing or wrong, each with its field, and leaves nothing', async () => {
    const good = aSubmission()
    const cases: readonly (readonly [SubmissionJson, string])[] = [
      [
        { ...good, applicant: { ...good.applicant, identifier: '330203198506120010' } },
        'submission.applicant.identifier',
      ],
      [{ ...good, applicant: { ...good.applicant, identifier: '' } }, 'submission.applicant.identifier'],
      [{ ...good, applicant: { ...good.applicant, phone: '12345' } }, 'submission.applicant.phone'],
      [{ ...good, need: { ...good.need, occurredIn: null, locatedIn: null } }, 'submission.need.locatedIn'],
      [{ ...good, need: { ...good.need, facts: '太短' } }, 'submission.need.facts'],
      [{ ...good, need: { ...good.need, rights: [] } }, 'submission.need.rights'],
      [{ ...good, consent: { ...good.consent, sensitiveData: false as true } }, 'submission.consent.sensitiveData'],
      [{ ...good, submissionId: 'mine' }, 'submission.submissionId'],
    ]
    const before = await countAll()
    for (const [submission, field] of cases) {
      const response = await register('limin', submission)
      expect(response.statusCode, field).toBe(422)
      expect(response.json().errors.map((error: { path: string }) => error.path)).toContain(field)
    }
    expect((await register('limin', good, 'online')).statusCode).toBe(422)
    expect(await countAll()).toEqual(before)
  })

  it('what only the server knows refuses too: an unknown right, scene, upload or institution', async () => {
    const before = await countAll()
    const cases: readonly (readonly [SubmissionJson, string])[] = [
      [aSubmission({ need: { rights: [{ type: 'perpetual-motion', number: null, name: null }] } }), 'code-unknown'],
      [aSubmission({ need: { scene: 'moon' } }), 'code-unknown'],
      [aSubmission({ need: { services: ['MIRACLE'] } }), 'code-unknown'],
      [aSubmission({ need: { urgency: 'yesterday' } }), 'code-unknown'],
      [aSubmission({ need: { position: 'bystander' } }), 'code-unknown'],
      [
        aSubmission({ evidence: [{ kind: 'photo', uploadId: '0198a000-0000-4000-8000-00000000dead' }] }),
        'upload-unknown',
      ],
      [aSubmission({ institutionId: '0198a000-0000-4000-8000-00000000dead' }), 'institution-not-serving'],
    ]
    for (const [submission, code] of cases) {
      const response = await register('limin', submission)
      expect(response.statusCode, response.body).toBe(422)
      expect(response.json().code).toBe(code)
    }
    expect(await countAll()).toEqual(before)
  })

  it('an upload that a refused registration had in hand can still be used', async () => {
    const uploadId = await uploaded(test.platform, '照片.png', aPng)
    const evidence = [{ kind: 'photo', uploadId }]
    const refused = await register('limin', aSubmission({ evidence, need: { services: ['MIRACLE'] } }))
    expect(refused.json().code).toBe('code-unknown')
    expect((await register('limin', aSubmission({ evidence }))).statusCode).toBe(201)
    const third = await register('limin', aSubmission({ evidence }))
    expect(third.json(), 'and only once').toMatchObject({ status: 422, code: 'upload-unknown' })
  })

  it('POST /api/v1/matters forbids: the province, the nation, auditor and administrator, and who is not signed in', async () => {
    const before = await countAll()
    for (const user of ['shenyun', 'hanlin', 'qinzheng', 'admin'] as const) {
      expect((await register(user, aSubmission())).json(), user).toMatchObject({ status: 403, code: 'not-allowed' })
    }
    expect((await register(null, aSubmission())).statusCode).toBe(401)
    expect(await countAll()).toMatchObject({ matter: before.matter, matter_event: before.matter_event })
  })

  it('POST /api/v1/matters audits: who wrote it down and by which way it came, nothing of who asked', async () => {
    const { answer, rows } = await audited(database, () => register('limin', aSubmission(), 'phone'))
    expect(rows).toEqual([
      expect.objectContaining({
        action: 'matter.submit',
        actor_kind: 'staff',
        actor_name: '李敏',
        object_id: answer.json<SubmissionReceipt>().matterId,
        institution_id: demoInstitutionId('330200'),
        province_code: '330000',
        detail: { channel: 'phone' },
      }),
    ])
    expectNoPersonalData(rows)
  })

  it('nothing that identifies the applicant stands anywhere but sealed in party', async () => {
    const submission = aSubmission()
    await register('limin', submission)
    const { identifier = '', phone, mail = '', address = '' } = submission.applicant
    const { rows } = await database.ownerPool.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema in ('public', 'graphile_worker')
       and table_type = 'BASE TABLE'`,
    )
    for (const { name } of rows) {
      const schema = name.startsWith('_private') || name === 'migrations' ? 'graphile_worker' : 'public'
      for (const value of [identifier, phone, mail, address]) {
        const found = await database.ownerPool.query(
          `select 1 from ${schema}.${name} t where position($1 in t::text) > 0 limit 1`,
          [value],
        )
        expect(found.rowCount, `${name} holds ${value}`).toBe(0)
      }
    }
  })
})
