import { describe, expect, it } from 'vitest'
import { describeSteps, nothing, useStepDesk } from '../../../testing/steps.ts'
import type { MatterView } from '../../contract/matter.ts'

const stepDesk = useStepDesk()
const { desk, ready, staffId } = stepDesk

describeSteps(
  'from the assignment to the archive',
  [
    {
      step: 'assign',
      from: 'accepted',
      by: 'zhoulan',
      body: async (_stored, staffId) => ({ handlerId: await staffId('limin') }),
      to: 'in-service',
      told: '指派承办人：李敏',
      does: 'POST /api/v1/matters/:id/assign does: the head gives the matter to a colleague',
      bad: [{ handlerId: '' }, 'handlerId'],
      wrongStatus: 'submitted',
      refuses: 'POST /api/v1/matters/:id/assign refuses: nobody named, and a matter not accepted yet',
      notBy: 'limin',
      forbids: 'POST /api/v1/matters/:id/assign forbids: a reviewer, another city, who is not signed in',
      audits: 'POST /api/v1/matters/:id/assign audits: who assigned',
    },
    {
      step: 'issue-deliverable',
      from: 'in-service',
      by: 'limin',
      body: () => ({ kind: 'advice', title: '咨询指导意见', body: '建议先行公证取证，再向监管部门投诉。' }),
      to: 'in-service',
      told: '出具咨询指导意见',
      does: 'POST /api/v1/matters/:id/issue-deliverable does: the handler’s written result is issued',
      bad: [{ kind: 'advice', title: '意见', body: '太短' }, 'body'],
      wrongStatus: 'accepted',
      refuses:
        'POST /api/v1/matters/:id/issue-deliverable refuses: a result of two words, and a matter without a handler',
      notBy: 'hanlin',
      forbids: 'POST /api/v1/matters/:id/issue-deliverable forbids: the nation, another city, who is not signed in',
      audits: 'POST /api/v1/matters/:id/issue-deliverable audits: who issued it, not what it says',
    },
    {
      step: 'close',
      from: 'in-service',
      by: 'zhoulan',
      body: () => ({ resultCode: 'advice-given', summary: '已给出指导意见。', money: { savedFeesYuan: 3000 } }),
      to: 'closed',
      told: '办结：已给出咨询指导意见',
      does: 'POST /api/v1/matters/:id/close does: the matter is closed with result and money, and can be rated',
      bad: [{ resultCode: 'advice-given', summary: '好', money: { savedFeesYuan: -1 } }, 'money.savedFeesYuan'],
      wrongStatus: 'accepted',
      refuses: 'POST /api/v1/matters/:id/close refuses: money below nought, and a matter that is not in service',
      notBy: 'shenyun',
      forbids: 'POST /api/v1/matters/:id/close forbids: the province, another city, who is not signed in',
      audits: 'POST /api/v1/matters/:id/close audits: who closed it',
    },
    {
      step: 'terminate',
      from: 'accepted',
      by: 'zhoulan',
      body: () => ({ ground: 'contact-lost', reasons: '三次电话未接通。' }),
      to: 'terminated',
      told: '终止：多次联系不上申请人',
      does: 'POST /api/v1/matters/:id/terminate does: the head ends the matter on a ground',
      bad: [{ ground: '', reasons: '' }, 'ground'],
      wrongStatus: 'closed',
      refuses: 'POST /api/v1/matters/:id/terminate refuses: no ground, and a closed matter',
      notBy: 'limin',
      forbids: 'POST /api/v1/matters/:id/terminate forbids: a reviewer, another city, who is not signed in',
      audits: 'POST /api/v1/matters/:id/terminate audits: who ended it, not why',
    },
    {
      step: 'withdraw',
      from: 'under-review',
      by: 'limin',
      body: () => ({ reasons: '申请人来电撤回。' }),
      to: 'withdrawn',
      told: '撤回申请',
      does: 'POST /api/v1/matters/:id/withdraw does: a withdrawal by telephone is written down',
      bad: [{}, 'reasons'],
      wrongStatus: 'refused',
      refuses: 'POST /api/v1/matters/:id/withdraw refuses: no reasons, and a refused matter',
      notBy: 'qinzheng',
      forbids: 'POST /api/v1/matters/:id/withdraw forbids: the auditor, another city, who is not signed in',
      audits: 'POST /api/v1/matters/:id/withdraw audits: who wrote it down',
    },
    {
      step: 'archive',
      from: 'withdrawn',
      by: 'limin',
      body: nothing,
      to: 'archived',
      told: '归档',
      does: 'POST /api/v1/matters/:id/archive does: the matter gets its archive number',
      bad: [{ expectedVersion: 0 }, 'expectedVersion'],
      wrongStatus: 'in-service',
      refuses: 'POST /api/v1/matters/:id/archive refuses: a version that can not be, and a matter in service',
      notBy: 'hanlin',
      forbids: 'POST /api/v1/matters/:id/archive forbids: the nation, another city, who is not signed in',
      audits: 'POST /api/v1/matters/:id/archive audits: who archived it',
    },
  ],
  stepDesk,
)

describe('what only the server can know of a step', () => {
  it('a handler of another institution, of the province, and an invented one are refused', async () => {
    for (const handlerId of [await staffId('chenjie'), await staffId('shenyun'), 'nobody']) {
      const stored = await ready({ step: 'assign', from: 'accepted' })
      const body = { expectedVersion: stored.matter.version, handlerId }
      const response = await desk.as('zhoulan').post(`/matters/${stored.id}/assign`, body)
      expect(response.statusCode, response.body).toBe(422)
      expect(response.json()).toMatchObject({ code: 'handler-elsewhere' })
    }
  })

  it('the archive number names province, year and matter', async () => {
    const stored = await ready({ step: 'archive', from: 'withdrawn' })
    const body = { expectedVersion: stored.matter.version }
    const response = await desk.as('limin').post(`/matters/${stored.id}/archive`, body)
    expect(response.json<MatterView>().archive?.number).toBe(`330000-2026-${stored.number.replaceAll('-', '')}`)
  })

  it('a step on an older state answers with what has happened since, and who did it', async () => {
    const stored = await ready({ step: 'start-review', from: 'submitted' })
    const body = { expectedVersion: stored.matter.version }
    await desk.as('limin').post(`/matters/${stored.id}/start-review`, body)
    const response = await desk.as('zhoulan').post(`/matters/${stored.id}/withdraw`, { ...body, reasons: '来电撤回' })
    expect(response.statusCode).toBe(409)
    expect(response.json()).toMatchObject({
      code: 'matter-changed',
      facts: { expected: 1, actual: 2 },
      changes: [{ seq: 2, by: '李敏', summary: '开始审查' }],
    })
  })
})
