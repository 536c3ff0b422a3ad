import { describe, expect, it } from 'vitest'
import {
  aPrintedDocument,
  applicant,
  clerk,
  doing,
  province,
  system,
  take,
  walkTo,
} from '../../../testing/matter-world.ts'
import { broughtBy } from '../document/brought-by.ts'
import { formCodes } from '../document/form.ts'
import { evolve } from './evolve.ts'
import { unreceived } from './matter.ts'

const time = '2026-03-10T10:00'
const issued = (status: Parameters<typeof walkTo>[0]) =>
  take(walkTo(status), { type: 'issueDocument', document: aPrintedDocument(1) }, clerk, time)

describe('documents of a matter', () => {
  it('wait for their receipt whatever becomes of the matter, and start no clock', () => {
    const story = take(issued('accepted'), { type: 'withdraw', reasons: '已协商' }, applicant, time)
    expect(unreceived(story.matter)).toEqual([{ id: 'document-1', issuedAt: expect.any(String), starts: null }])
    const received = take(
      story,
      { type: 'recordReceipt', noticeId: 'document-1', on: null, way: 'post', trackingNumber: 'XA1' },
      clerk,
      time,
    )
    expect(received.matter.documents[0]?.received).toMatchObject({ way: 'post', trackingNumber: 'XA1' })
    expect(received.matter.clocks).toEqual(story.matter.clocks)
  })

  it('that are received or need not be go no further way', () => {
    const story = issued('accepted')
    const moved = doing(story, 'moveService', system)
    expect(moved.story.matter.documents[0]?.service).toBe('post')
    const received = take(
      story,
      { type: 'recordReceipt', noticeId: 'document-1', on: null, way: 'portal' },
      applicant,
      time,
    )
    expect(doing(received, 'moveService', system).refusal?.code).toBe('nothing-to-receive')
    const inHouse = { ...aPrintedDocument(2), service: null }
    const filed = take(walkTo('submitted'), { type: 'issueDocument', document: inHouse }, system, time)
    expect(unreceived(filed.matter)).toEqual([])
  })

  it('a record from before tracking numbers were kept folds as ever', () => {
    const { matter } = issued('accepted')
    const event = { type: 'NoticeReceived', noticeId: 'document-1', on: '2026-03-10', way: 'post', clocks: [] } as never
    const folded = evolve(matter, {
      seq: matter.version + 1,
      at: matter.submittedAt,
      actor: { kind: 'applicant' },
      event,
    })
    expect(folded.documents[0]?.received?.trackingNumber).toBeNull()
  })

  it('a refusal revoked on appeal takes the documents of the refusal with it, and no other', () => {
    const refused = walkTo('refused')
    const noticeId = refused.matter.notices[0]?.noticeId ?? ''
    const paper = { ...aPrintedDocument(1), documentId: noticeId, form: 'refusal-decision' }
    let story = take(refused, { type: 'issueDocument', document: paper }, clerk, time)
    story = take(story, { type: 'issueDocument', document: aPrintedDocument(2) }, clerk, time)
    story = take(story, { type: 'appeal', reasons: '写明了。' }, applicant, time)
    const decided = doing(story, 'decideAppeal', province).story.matter
    expect(decided.documents.map((one) => one.revoked !== null)).toEqual([true, false])
    const upheld = doing(story, 'decideAppeal', province, { outcome: 'upheld' }).story.matter
    expect(upheld.documents.map((one) => one.revoked !== null)).toEqual([false, false])
  })

  it('a written result brings the form of its kind; a kind without a form stays a text', () => {
    const result = { type: 'DeliverableIssued', deliverableId: 'd', title: 't', body: 'b' } as const
    expect(broughtBy({ ...result, kind: 'advice' })).toEqual({ form: 'advice', id: 'd' })
    expect(formCodes).not.toContain('letter-of-thanks')
    expect(broughtBy({ ...result, kind: 'letter-of-thanks' })).toBeNull()
  })
})
