import { describe, expect, it } from 'vitest'
import { aCompanySubmission, aSubmission, type SubmissionJson } from '../../../testing/a-matter.ts'
import { useTestApp } from '../../../testing/app.ts'
import { audited, expectNoPersonalData } from '../../../testing/audit-watch.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { aPdf, aPng } from '../../../testing/files.ts'
import { multipartBody } from '../../../testing/multipart.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { uploaded } from '../../../testing/uploads.ts'
import type { MatterView } from '../../contract/matter.ts'
import type { SubmissionReceipt } from '../../contract/submission.ts'
import { demoInstitutionId } from '../institution/demo-network.ts'
import { verify } from '../record/verify.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const desk = useTestApp(database, test)

const send = (submission: SubmissionJson) => desk.as(null).post('/submissions', submission)
const count = async (table: string): Promise<number> => {
  const { rows } = await database.ownerPool.query(`select count(*)::int as count from ${table}`)
  return rows[0].count
}

describe('submitting a need', () => {
  it('POST /api/v1/submissions does: the nearest institution that renders the service gets the matter', async () => {
    const response = await send(aSubmission())
    expect(response.statusCode, response.body).toBe(201)
    const receipt = response.json<SubmissionReceipt>()
    expect(receipt).toMatchObject({
      // The station in Yinzhou gives no opinions on infringement, so the city does.
      institution: { id: demoInstitutionId('330200'), demo: true },
      submittedAt: '2026-03-02T01:00:00.000Z',
      dueOn: '2026-03-23',
      created: true,
    })
    expect(receipt.why.length).toBeGreaterThan(0)
    expect(receipt.derivation.join('')).toContain('第 15 个工作日是 3月23日（周一）')
    const view = (await desk.as('limin').get(`/matters/${receipt.matterId}`)).json<MatterView>()
    expect(view).toMatchObject({ channel: 'online', status: 'submitted' })
    expect(view.history[0]?.actor.kind).toBe('applicant')
  })

  it('a company is listed by its name, a person masked', async () => {
    await send(aCompanySubmission({ applicant: { name: '宁波海风文具有限公司' } }))
    const { rows } = (await desk.as('limin').get('/matters')).json()
    const labels = rows.map((row: { applicantLabel: string }) => row.applicantLabel)
    expect(labels).toEqual(expect.arrayContaining(['宁波海风文具有限公司', '张*']))
  })

  it('POST /api/v1/submissions refuses: what is missing or wrong, with each field, and leaves nothing', async () => {
    const before = await count('matter')
    const good = aSubmission()
    const response = await send({
      ...good,
      applicant: { ...good.applicant, phone: '1', name: '' },
      evidence: [{} as never],
    })
    expect(response.statusCode).toBe(422)
    expect(response.json().errors.map((error: { path: string }) => error.path)).toEqual(
      expect.arrayContaining(['applicant.phone', 'applicant.name', 'evidence.0']),
    )
    expect(
      (
        await desk.app.inject({
          method: 'POST',
          url: '/api/v1/submissions',
          payload: '{',
          headers: { 'content-type': 'application/json' },
        })
      ).statusCode,
    ).toBe(400)
    expect(await count('matter')).toBe(before)
  })

  it('POST /api/v1/submissions forbids: nobody signs in for it, but a page of another origin can’t send one', async () => {
    const request = { method: 'POST', url: '/api/v1/submissions', payload: aSubmission() } as const
    const foreign = await desk.app.inject({ ...request, headers: { origin: 'https://elsewhere.example' } })
    expect(foreign.json()).toMatchObject({ status: 403, code: 'origin-foreign' })
    const own = await desk.app.inject({ ...request, headers: { origin: 'http://localhost' } })
    expect(own.statusCode).toBe(201)
  })

  it('POST /api/v1/submissions audits: that a matter came in online, nothing of who sent it', async () => {
    const { answer, rows } = await audited(database, () => send(aSubmission()))
    expect(rows).toEqual([
      expect.objectContaining({
        action: 'matter.submit',
        actor_kind: 'public',
        actor_id: null,
        actor_name: null,
        object_id: answer.json<SubmissionReceipt>().matterId,
        institution_id: demoInstitutionId('330200'),
        province_code: '330000',
        detail: { channel: 'online' },
      }),
    ])
    expectNoPersonalData(rows)
  })

  it('after sixty in ten minutes from one address the next has to wait', async () => {
    test.setClock('2026-03-02T12:00')
    const bad = { ...aSubmission(), institutionId: '0198a000-0000-4000-8000-00000000dead' }
    const answers = await Promise.all(Array.from({ length: 61 }, () => send(bad)))
    expect(answers.filter((one) => one.statusCode === 429)).toHaveLength(1)
    test.setClock('2026-03-02T12:10')
    expect((await send(bad)).statusCode).toBe(422)
  })
})

describe('the same submission sent at the same moment', () => {
  it.each([2, 10])(
    '%i times makes one matter, and every answer names the same number and query code',
    async (times) => {
      test.setClock('2026-03-03T09:00')
      const [matters, events] = [await count('matter'), await count('matter_event')]
      const submission = aSubmission()
      const answers = await Promise.all(Array.from({ length: times }, () => send(submission)))
      const receipts = answers.map((one) => one.json<SubmissionReceipt>())
      expect(answers.map((one) => one.statusCode).sort()).toEqual([...Array(times - 1).fill(200), 201])
      expect(receipts.filter((one) => one.created)).toHaveLength(1)
      const [first] = receipts
      for (const receipt of receipts) expect({ ...receipt, created: true }).toEqual({ ...first, created: true })
      expect(await count('matter')).toBe(matters + 1)
      expect(await count('matter_event')).toBe(events + 1)
      expect(await verify(test.platform, first?.number)).toMatchObject({ matters: 1, ok: true })
    },
  )

  it('with files attached: the files are in the one matter, once each', async () => {
    const evidence = [
      { kind: 'photo', uploadId: await uploaded(test.platform, '照片.png', aPng) },
      { kind: 'contract', uploadId: await uploaded(test.platform, '合同.pdf', aPdf) },
    ]
    const submission = aSubmission({ evidence })
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(submission)))
    expect(answers.map((one) => one.statusCode).sort()).toEqual([...Array(9).fill(200), 201])
    const { matterId, number } = answers[0]?.json<SubmissionReceipt>() ?? { matterId: '', number: '' }
    const { rows } = await database.ownerPool.query('select name from evidence where matter_id = $1 order by name', [
      matterId,
    ])
    expect(rows.map((row) => row.name)).toEqual(['合同.pdf', '照片.png'])
    expect(await verify(test.platform, number)).toMatchObject({ ok: true })
  })

  it('two submissions that name one file: one gets it, the other is refused and leaves nothing', async () => {
    const uploadId = await uploaded(test.platform, '照片.png', aPng)
    const before = await count('matter')
    const both = [
      aSubmission({ evidence: [{ kind: 'photo', uploadId }] }),
      aSubmission({ evidence: [{ kind: 'photo', uploadId }] }),
    ]
    const answers = await Promise.all(both.map(send))
    expect(answers.map((one) => one.statusCode).sort()).toEqual([201, 422])
    expect(answers.find((one) => one.statusCode === 422)?.json().code).toBe('upload-unknown')
    expect(await count('matter')).toBe(before + 1)
  })

  it('one file named twice in one submission is refused', async () => {
    const photo = { kind: 'photo', uploadId: await uploaded(test.platform, '照片.png', aPng) }
    expect((await send(aSubmission({ evidence: [photo, photo] }))).json().code).toBe('upload-unknown')
    expect((await send(aSubmission({ evidence: [photo] }))).statusCode).toBe(201)
  })
})

describe('handing in a file', () => {
  const upload = (name: string, content: Uint8Array) =>
    desk.app.inject({
      method: 'POST',
      url: '/api/v1/uploads',
      ...multipartBody([], [{ field: 'file', fileName: name, content: Buffer.from(content) }]),
    })

  it('POST /api/v1/uploads does: keeps the file, tells both fingerprints, and its id can be handed in once', async () => {
    const response = await upload('照片.png', aPng)
    expect(response.statusCode, response.body).toBe(201)
    const { uploadId, sha256 } = response.json()
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect((await send(aSubmission({ evidence: [{ kind: 'photo', uploadId }] }))).statusCode).toBe(201)
  })

  it('POST /api/v1/uploads refuses: content that is not what the name says', async () => {
    const response = await upload('照片.png', aPdf)
    expect(response.json()).toMatchObject({ status: 422, code: 'file-refused' })
  })

  it('POST /api/v1/uploads forbids: nobody signs in for it; a file that another matter has taken over is out of reach', async () => {
    const { uploadId } = (await upload('照片.png', aPng)).json()
    await send(aSubmission({ evidence: [{ kind: 'photo', uploadId }] }))
    const again = await send(aSubmission({ evidence: [{ kind: 'photo', uploadId }] }))
    expect(again.json()).toMatchObject({ status: 422, code: 'upload-unknown' })
  })

  it('POST /api/v1/uploads audits: a file that belongs to nothing yet leaves no row; its matter’s first row stands for it', async () => {
    const { answer, rows } = await audited(database, () => upload('照片.png', aPng))
    expect(rows).toEqual([])
    const { uploadId } = answer.json()
    const taken = await audited(database, () => send(aSubmission({ evidence: [{ kind: 'photo', uploadId }] })))
    expect(taken.rows.map((row) => row.action)).toEqual(['matter.submit'])
  })
})
