import { describe, expect, it } from 'vitest'
import { explainRefusal } from '../../src/contract/refusal-words.ts'
import { as } from '../../src/domain/kernel/ids.ts'
import type { Refusal, RefusalCode } from '../../src/domain/kernel/refusal.ts'
import { refusalStatus } from '../../src/server/platform/http.ts'
import { roomFiles } from '../../testing/imports.ts'
import { day } from '../../testing/rules.ts'
import { sourceFiles, textOf } from '../../testing/source-files.ts'

const on = day('2026-03-23')

/** One of each kind, with facts as they come. The compiler sees to it that none is left out. */
const examples: { readonly [Code in RefusalCode]: Extract<Refusal, { code: Code }> } = {
  'not-found': { code: 'not-found' },
  'role-lacks-right': { code: 'role-lacks-right', action: 'accept', needs: ['reviewer', 'head'] },
  'status-forbids': { code: 'status-forbids', action: 'accept', status: 'closed', allowed: ['under-review'] },
  'matter-changed': { code: 'matter-changed', expected: 1, actual: 2 },
  'not-the-handler': { code: 'not-the-handler', handlerId: 's1' },
  'supplement-rounds-used': { code: 'supplement-rounds-used', rounds: 1, needs: ['head'] },
  'notice-unknown': { code: 'notice-unknown', noticeId: 'n1' },
  'notice-already-received': { code: 'notice-already-received', noticeId: 'n1' },
  'notice-not-received': { code: 'notice-not-received' },
  'nothing-to-receive': { code: 'nothing-to-receive' },
  'document-incomplete': { code: 'document-incomplete', missing: ['需要补充的材料'] },
  'document-unfit': { code: 'document-unfit', field: '主送', expected: '不超过 100 个字' },
  'form-unsuited': { code: 'form-unsuited', given: 'advice', allowed: ['return-visit-form'] },
  'document-already-issued': { code: 'document-already-issued', form: 'submission-receipt' },
  'receipt-date-impossible': { code: 'receipt-date-impossible', given: on, earliest: on, latest: on },
  'supplement-overdue': { code: 'supplement-overdue', dueOn: on },
  'supplement-not-overdue': { code: 'supplement-not-overdue', dueOn: on },
  'appeal-overdue': { code: 'appeal-overdue', dueOn: on },
  'appeal-window-open': { code: 'appeal-window-open', dueOn: on },
  'rating-window-open': { code: 'rating-window-open', dueOn: on },
  'already-rated': { code: 'already-rated' },
  'no-deliverable': { code: 'no-deliverable' },
  'deliverable-unsuited': { code: 'deliverable-unsuited', given: 'plan', allowed: ['advice'] },
  'code-unknown': { code: 'code-unknown', list: 'services', given: 'X' },
  'code-unsuited': { code: 'code-unsuited', list: 'services', given: 'MEDIATION', allowed: ['CONSULT'] },
  'nothing-to-recompute': { code: 'nothing-to-recompute' },
  'upload-unknown': { code: 'upload-unknown', uploadId: 'u1' },
  'handler-elsewhere': { code: 'handler-elsewhere', handlerId: 's1' },
  'institution-not-serving': { code: 'institution-not-serving', institutionId: as('i1') },
}

const codes = Object.keys(examples) as RefusalCode[] // keys of the record above

describe('every obstacle', () => {
  it.each(codes)('%s has a sentence in Chinese without a hole, and a status for the wire', (code) => {
    const words = explainRefusal(examples[code])
    expect(words).toMatch(/\p{Script=Han}/u)
    expect(words).not.toMatch(/undefined|null|NaN|\[object|“”|，，/)
    expect(refusalStatus[code]).toBeGreaterThanOrEqual(400)
    expect(refusalStatus[code]).toBeLessThan(500)
  })

  it.each(codes)('%s is met somewhere in the product, and in a spec', (code) => {
    const made = roomFiles('src').filter((file) => !/kernel\/refusal|refusal-words|platform\/http\.ts/.test(file))
    expect(
      made.some((file) => textOf(file).includes(`'${code}'`)),
      'in the product',
    ).toBe(true)
    const specs = sourceFiles('src', /\.spec\.tsx?$/)
    expect(
      specs.some((file) => textOf(file).includes(`'${code}'`)),
      'in a spec',
    ).toBe(true)
  })

  it.each([
    [{ code: 'supplement-not-overdue', dueOn: null }, '补正期限尚未开始'],
    [{ code: 'appeal-window-open', dueOn: null }, '不予受理决定尚未送达，申诉期限还没有开始'],
    [{ code: 'not-the-handler', handlerId: null }, '尚未指派承办人'],
    [{ code: 'role-lacks-right', action: 'rate', needs: [] }, '工作人员不办理这一步，由申请人或系统完成'],
    [{ code: 'role-lacks-right', action: 'accept', needs: ['reviewer', 'head'] }, '须由审查员、负责人办理'],
  ] as const)('%o says: %s', (refusal, words) => expect(explainRefusal(refusal)).toBe(words))
})
