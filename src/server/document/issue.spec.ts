import { describe, expect, it } from 'vitest'
import { aMatter, loadMatter, type StoredMatter, step } from '../../../testing/a-matter.ts'
import { applicantOf, deskOf } from '../../../testing/actors.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { type StepRequest, takeStep } from '../matter/use-cases.ts'
import { inContext } from '../platform/context.ts'
import { verify } from '../record/verify.ts'
import { fileSubmission, moveService, sweepService } from './jobs.ts'
import { numberKey } from './number.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })

const officer = (stored: StoredMatter) => deskOf(stored.matter.holderId)
const take = (stored: StoredMatter, request: StepRequest, document: unknown = null) =>
  inContext(test.platform, officer(stored), 'spec', (ctx) => takeStep(ctx, stored.id, null, request, document))
const sequences = async (stored: StoredMatter) => {
  const { rows } = await database.ownerPool.query(
    'select sequence from document where institution_id = $1 and sequence is not null order by sequence',
    [stored.matter.holderId],
  )
  return rows.map((row) => row.sequence)
}
const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

describe('the numbers of an institution', () => {
  it('have neither gaps nor twins when ten documents go out at the same moment and some do not stand', async () => {
    const matters = await Promise.all(oneTo(10).map(() => aMatter(test, { heldBy: '330100' }).in('under-review')))
    const outcomes = await Promise.allSettled(
      matters.map((stored, index) =>
        inContext(test.platform, officer(stored), 'spec', async (ctx) => {
          const result = await takeStep(ctx, stored.id, null, { type: 'accept', words: null })
          if (index % 3 === 0) throw new Error('the power goes out')
          return result
        }),
      ),
    )
    expect(outcomes.filter((one) => one.status === 'rejected')).toHaveLength(4)
    const [first] = matters
    if (!first) throw new Error('no matter')
    expect(await sequences(first)).toEqual(oneTo(6))
    for (const stored of matters) expect(await verify(test.platform, stored.number)).toMatchObject({ ok: true })
  })

  it('begin anew with the year, in China’s time, each institution with its own', async () => {
    test.setClock('2026-12-31T23:59')
    const old = await aMatter(test, { heldBy: '440100' }).in('accepted')
    test.setClock('2027-01-01T00:01')
    const young = await aMatter(test, { heldBy: '440100' }).in('accepted')
    const other = await aMatter(test, { heldBy: '330200' }).in('accepted')
    test.setClock('2026-03-02T09:00')
    expect(old.matter.documents[0]?.number).toBe('知援440100受〔2026〕1号')
    expect(young.matter.documents[0]?.number).toBe('知援440100受〔2027〕1号')
    expect(other.matter.documents[0]?.number).toMatch(/^知援330200受〔2027〕1号$/)
  })

  it('are found however they are typed', () => {
    for (const typed of ['知援330200补〔2026〕3号', '知援330200补[2026]3号', ' 知援３３０２００补（2026） 3 号'])
      expect(numberKey(typed)).toBe('知援330200补20263号')
  })
})

describe('a step and its document', () => {
  it('stand together: what an officer may reword is printed, what the record says stays', async () => {
    const stored = await aMatter(test).in('under-review')
    const reworded = { items: ['专利登记簿副本（三个月内出具）'], applicant: '李四', limit: '一百年' }
    const result = await take(stored, { type: 'requestSupplement', items: ['登记簿'] }, reworded)
    expect(result.ok).toBe(true)
    const { rows } = await database.ownerPool.query('select values_sealed from document where matter_id = $1', [
      stored.id,
    ])
    const values = JSON.parse(test.platform.crypto.open('document.values', rows[0].values_sealed))
    expect(values).toMatchObject({ items: reworded.items, applicant: '张明', limit: '7个工作日' })
    expect(rows[0].values_sealed.toString('utf8')).not.toContain('张明')
  })

  it('fall together: with a required field emptied neither is there, and no number is used', async () => {
    const stored = await aMatter(test).in('under-review')
    const before = await sequences(stored)
    const result = await take(stored, { type: 'requestSupplement', items: ['登记簿'] }, { items: [] })
    expect(result).toMatchObject({ ok: false, refusal: { code: 'document-incomplete', missing: ['需要补正的内容'] } })
    expect((await loadMatter(test, stored.id)).version).toBe(stored.matter.version)
    expect(await sequences(stored)).toEqual(before)
  })

  it('a refusal that is revoked on appeal takes its document with it', async () => {
    const stored = await aMatter(test).in('appealed')
    expect(stored.matter.documents.at(-1)).toMatchObject({ form: 'refusal-decision', revoked: null })
    const { staffNamed } = await import('../../../testing/actors.ts')
    const province = await staffNamed(test.platform, 'shenyun')
    const after = await step(test, stored.id, province, { type: 'decideAppeal', outcome: 'revoked', answer: '撤销。' })
    expect(after.documents.at(-1)?.revoked?.reasons).toBe('撤销。')
    const { rows } = await database.ownerPool.query('select revoked_at from document_service where matter_id = $1', [
      stored.id,
    ])
    expect(rows.at(-1)?.revoked_at).not.toBeNull()
  })

  it('what was sent in gets its form and receipt once, however often the job runs; an officer’s page is not outdated by it', async () => {
    const stored = await aMatter(test).in('submitted')
    await fileSubmission(test.platform, stored.id)
    await fileSubmission(test.platform, stored.id)
    expect((await loadMatter(test, stored.id)).documents.map((one) => one.form)).toEqual([
      'aid-application',
      'submission-receipt',
    ])
    const again = await inContext(
      test.platform,
      { kind: 'system', name: 'spec', scope: { kind: 'system' } },
      'spec',
      (ctx) => takeStep(ctx, stored.id, null, { type: 'issueDocument', form: 'submission-receipt' }),
    )
    expect(again).toMatchObject({ refusal: { code: 'document-already-issued' } })
    const result = await inContext(test.platform, officer(stored), 'spec', (ctx) =>
      takeStep(ctx, stored.id, stored.matter.version, { type: 'startReview' }),
    )
    expect(result.ok).toBe(true)
  })
})

describe('service', () => {
  const acceptance = (stored: StoredMatter) => {
    const document = stored.matter.documents.find((one) => one.form === 'acceptance-decision')
    if (!document) throw new Error('no acceptance')
    return document.documentId
  }

  it('of a document that nobody collects goes to the post on the sixth day, and is told in the history', async () => {
    test.setClock('2026-03-02T09:00')
    const stored = await aMatter(test).in('accepted')
    const id = acceptance(stored)
    test.setClock('2026-03-07T23:59')
    await moveService(test.platform, stored.id, id)
    expect((await loadMatter(test, stored.id)).documents[0]?.service).toBe('portal')
    test.setClock('2026-03-08T00:00')
    await Promise.all([moveService(test.platform, stored.id, id), moveService(test.platform, stored.id, id)])
    const matter = await loadMatter(test, stored.id)
    expect(matter.documents[0]).toMatchObject({ service: 'post', received: null })
    expect(matter.version).toBe(stored.matter.version + 1)
  })

  it('whose job was lost moves with the sweep, once', async () => {
    test.setClock('2026-03-02T09:00')
    const stored = await aMatter(test).in('accepted')
    test.setClock('2026-03-08T00:00')
    expect(await sweepService(test.platform)).toBeGreaterThan(0)
    expect((await loadMatter(test, stored.id)).documents[0]?.service).toBe('post')
    expect(await sweepService(test.platform), 'the post has its own time').toBe(0)
    test.setClock('2026-03-02T09:00')
  })

  it('is done once it is received: nothing moves any more, a second receipt is refused', async () => {
    test.setClock('2026-03-02T09:00')
    const stored = await aMatter(test).in('accepted')
    const noticeId = acceptance(stored)
    const receipt = { type: 'recordReceipt', noticeId, on: null, way: 'post', trackingNumber: 'XA123456789CN' } as const
    const matter = await step(test, stored.id, officer(stored), receipt)
    expect(matter.documents[0]?.received).toMatchObject({ way: 'post', trackingNumber: 'XA123456789CN' })
    expect(matter.clocks.some((clock) => clock.owner === 'applicant')).toBe(false)
    test.setClock('2026-04-02T09:00')
    await moveService(test.platform, stored.id, noticeId)
    expect((await loadMatter(test, stored.id)).version).toBe(matter.version)
    expect(await take(stored, receipt)).toMatchObject({ refusal: { code: 'nothing-to-receive' } })
    test.setClock('2026-03-02T09:00')
  })

  it('of what came by counter begins at the counter', async () => {
    const stored = await aMatter(test, { channel: 'counter' }).in('accepted')
    expect(stored.matter.documents[0]?.service).toBe('counter')
  })

  it('of a supplement notice starts the applicant’s clock, as before', async () => {
    const stored = await aMatter(test).in('supplement-noticed')
    const noticeId = stored.matter.notices[0]?.noticeId ?? ''
    const receipt = { type: 'recordReceipt', noticeId, on: null, way: 'portal' } as const
    const matter = await step(test, stored.id, applicantOf(stored.id), receipt)
    expect(matter.documents[0]?.received?.way).toBe('portal')
    expect(matter.clocks.find((clock) => clock.ruleId === 'AID-SUPPLEMENT')?.state).toBe('running')
  })
})
