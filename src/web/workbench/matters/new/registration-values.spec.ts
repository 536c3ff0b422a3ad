import { describe, expect, it } from 'vitest'
import { registrationInput } from '../../../../contract/submission.ts'
import { issuesOf } from '../../fields/form-errors.ts'
import { emptyRegistration, registrationBody } from './registration-values.ts'

const institutionId = '01936f2e-7c1d-7a3b-8c11-5c5d3f0a9b11'
const submissionId = '3f0f2c7e-6b1e-4f27-9d53-0d1f4b8f3a10'

const filled = () => {
  const empty = emptyRegistration(institutionId)
  return {
    ...empty,
    submission: {
      ...empty.submission,
      kind: 'consultation',
      applicant: { identityKind: 'natural-person', name: '王小明', identifier: '', phone: '13800138000' },
      need: {
        position: 'right-holder',
        rights: [{ type: 'trademark', number: '', name: '某某牌' }],
        scene: 'shop',
        facts: '市场里有人卖仿冒的商品，想知道怎么办。',
        locatedIn: '330212',
        urgency: 'none',
        services: ['CONSULT'],
      },
      consent: { sensitiveData: true },
    },
  }
}

describe('what a clerk writes down', () => {
  it('is a complete submission once the fields are filled', () => {
    const read = registrationInput.safeParse(registrationBody(filled(), submissionId))
    expect(read.error?.issues ?? []).toEqual([])
    expect(read.data?.submission).toMatchObject({ submissionId, institutionId, agent: null, evidence: [] })
  })

  it('leaves out the agent when the box is not ticked, and sends it when it is', () => {
    const values = filled()
    const agent = { name: '李律师', phone: '13900139000', relation: '律师' }
    const bodyWith = (hasAgent: boolean) =>
      registrationBody({ ...values, submission: { ...values.submission, agent, hasAgent } }, submissionId)
    expect(bodyWith(false).submission.agent).toBeNull()
    expect(bodyWith(true).submission.agent).toEqual(agent)
  })

  it('is not accepted without consent, and says so at the box', () => {
    const values = filled()
    const body = registrationBody(
      { ...values, submission: { ...values.submission, consent: { sensitiveData: false } } },
      submissionId,
    )
    const read = registrationInput.safeParse(body)
    expect(read.success ? [] : issuesOf(read.error, body)).toEqual([
      { path: ['submission', 'consent', 'sensitiveData'], message: '请填写或选择' },
    ])
  })
})
