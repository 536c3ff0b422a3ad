import { describe, expect, it } from 'vitest'
import { aMatter, loadMatter, type StoredMatter, step } from '../../../testing/a-matter.ts'
import { applicantOf, deskOf } from '../../../testing/actors.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { sweep } from '../matter/jobs.ts'
import { inContext } from '../platform/context.ts'
import { submissionSettings } from '../submission/submit.ts'
import { keepLanguage, outboxFields } from './notify.ts'
import { warnOfLapses } from './road.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })

const toldApplicant = async (stored: StoredMatter): Promise<string[]> => {
  const { rows } = await database.ownerPool.query<{ template: string }>(
    'select template from outbox where matter_id = $1 and webhook_id is null order by created_at, id',
    [stored.id],
  )
  return rows.map((row) => row.template)
}
const toldDesk = async (stored: StoredMatter): Promise<string[]> => {
  const { rows } = await database.ownerPool.query<{ template: string }>(
    'select distinct template from staff_notification where matter_id = $1 order by template',
    [stored.id],
  )
  return rows.map((row) => row.template)
}
const factsOf = async (stored: StoredMatter, template: string) => {
  const { rows } = await database.ownerPool.query<{ data_sealed: Buffer }>(
    'select data_sealed from outbox where matter_id = $1 and template = $2',
    [stored.id, template],
  )
  return JSON.parse(test.platform.crypto.open(outboxFields.data, rows[0]?.data_sealed ?? Buffer.alloc(0)))
}

describe('along the road', () => {
  it.each([
    ['submitted', ['submission-received']],
    ['supplement-noticed', ['submission-received', 'supplement-requested']],
    ['deemed-withdrawn', ['submission-received', 'supplement-requested', 'supplement-lapsed']],
    ['refused', ['submission-received', 'matter-refused']],
    ['refusal-upheld', ['submission-received', 'matter-refused', 'appeal-decided']],
    ['not-in-area', ['submission-received', 'matter-elsewhere']],
    ['terminated', ['submission-received', 'matter-terminated']],
    ['closed', ['submission-received', 'matter-accepted', 'deliverable-issued', 'matter-closed', 'rating-asked']],
  ] as const)('an applicant whose matter is %s was told %j', async (status, templates) => {
    test.setClock('2026-03-02T09:00')
    expect((await toldApplicant(await aMatter(test).in(status))).sort()).toEqual([...templates].sort())
  })

  it('the desk is told what waits for it, an officer what is assigned to them', async () => {
    expect(await toldDesk(await aMatter(test).in('appealed'))).toEqual(['matter-arrived', 'refusal-appealed'])
    expect(await toldDesk(await aMatter(test).in('in-service'))).toEqual(['matter-arrived', 'matter-assigned'])
    expect(await toldDesk(await aMatter(test).in('withdrawn'))).toEqual(['matter-arrived', 'matter-withdrawn'])
  })

  it('the receipt names number, institution and the last day, and neither the applicant nor the query code', async () => {
    const stored = await aMatter(test).in('submitted')
    const facts = await factsOf(stored, 'submission-received')
    expect(facts).toEqual({
      number: stored.number,
      institution: expect.stringContaining('宁波'),
      dueOn: stored.matter.clocks[0]?.dueOn,
      link: '/track/matter',
    })
    expect(JSON.stringify(facts)).not.toContain(stored.queryCode)
  })

  it('an applicant who left neither phone nor mail is told on the page of the matter alone, and the step stands', async () => {
    const stored = await aMatter(test).in('under-review')
    await database.ownerPool.query('update party set phone_sealed = null, mail_sealed = null where matter_id = $1', [
      stored.id,
    ])
    await step(test, stored.id, deskOf(stored.matter.holderId), { type: 'accept', words: null })
    expect(await toldApplicant(stored)).toEqual(['submission-received'])
  })

  it('a step that is refused tells nobody', async () => {
    const stored = await aMatter(test).in('submitted')
    await expect(
      step(test, stored.id, deskOf(stored.matter.holderId), { type: 'accept', words: null }),
    ).rejects.toThrow('status-forbids')
    expect(await toldApplicant(stored)).toEqual(['submission-received'])
  })

  it('an applicant who used the portal in English is told in English', async () => {
    const stored = await aMatter(test).in('under-review')
    await inContext(test.platform, applicantOf(stored.id), 'spec', (ctx) => keepLanguage(ctx, stored.id, 'en'), {
      settings: submissionSettings(stored.submissionId),
    })
    await step(test, stored.id, deskOf(stored.matter.holderId), { type: 'accept', words: null })
    const { rows } = await database.ownerPool.query(
      "select language from outbox where matter_id = $1 and template = 'matter-accepted'",
      [stored.id],
    )
    expect(rows).toEqual([{ language: 'en' }])
  })

  it('an institution’s own system is told every step of its matters, and none of others', async () => {
    const { holderId } = (await aMatter(test).in('submitted')).matter
    await database.ownerPool.query(
      `insert into webhook (id, institution_id, url, secret_sealed, created_by, created_at, changed_at)
       values (gen_random_uuid(), $1, 'https://hook.example.org/weiquan', '\\x00', 'spec', now(), now())`,
      [holderId],
    )
    const own = await aMatter(test).in('accepted')
    const other = await aMatter(test, { heldBy: '330100' }).in('accepted')
    const { rows } = await database.ownerPool.query(
      'select matter_id, template from outbox where webhook_id is not null and matter_id = any($1) order by template',
      [[own.id, other.id]],
    )
    const { version } = await loadMatter(test, own.id)
    expect(rows.map((row) => [row.matter_id, row.template])).toEqual([
      [own.id, 'matter-arrived'],
      ...Array(version).fill([own.id, 'matter-changed']),
    ])
  })
})

describe('before a time limit ends', () => {
  it('applicant and officer are told three working days ahead, once', async () => {
    test.setClock('2026-03-02T09:00')
    const stored = await aMatter(test).in('supplement-noticed')
    const noticeId = stored.matter.notices[0]?.noticeId ?? ''
    await step(test, stored.id, applicantOf(stored.id), { type: 'recordReceipt', noticeId, on: null, way: 'portal' })
    // Due on Wednesday 11 March; three working days before is Friday 6 March.
    test.setClock('2026-03-05T09:00')
    await warnOfLapses(test.platform)
    expect(await toldApplicant(stored)).not.toContain('supplement-due-soon')
    test.setClock('2026-03-06T09:00')
    await warnOfLapses(test.platform)
    await warnOfLapses(test.platform)
    expect((await toldApplicant(stored)).filter((one) => one === 'supplement-due-soon')).toHaveLength(1)
    expect((await factsOf(stored, 'supplement-due-soon')).dueOn).toBe('2026-03-11')
    expect(await toldDesk(stored)).toContain('supplement-running-out')
    test.setClock('2026-03-12T00:00')
    await sweep(test.platform)
    expect(await toldApplicant(stored)).toContain('supplement-lapsed')
  })

  it('a matter whose limit has been met is left alone', async () => {
    test.setClock('2026-03-02T09:00')
    const stored = await aMatter(test).in('withdrawn')
    test.setClock('2026-03-20T09:00')
    await warnOfLapses(test.platform)
    expect(await toldDesk(stored)).toEqual(['matter-arrived', 'matter-withdrawn'])
  })
})
