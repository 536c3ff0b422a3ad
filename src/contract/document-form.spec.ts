import { describe, expect, it } from 'vitest'
import { emptiestValues, longestValues, publishedForms } from '../../testing/document-samples.ts'
import type { FormCode, FormValues } from '../domain/document/form.ts'
import { formValuesSchema } from './document-form.ts'

const schemaOf = (code: FormCode) => formValuesSchema(publishedForms.get(code, 1))
const bare = (code: FormCode): FormValues => emptiestValues(publishedForms.get(code, 1))
const faults = (code: FormCode, more: Record<string, unknown>) => {
  const parsed = schemaOf(code).safeParse({ ...bare(code), ...more })
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
}

describe('what may be put into the fields of a document', () => {
  it.each(publishedForms.all.map((form) => [form.title, form] as const))(
    '%s takes the fullest and the emptiest, and a field that was not sent is empty',
    (_, form) => {
      const schema = formValuesSchema(form)
      expect(schema.parse(emptiestValues(form))).toEqual(emptiestValues(form))
      expect(Object.keys(schema.parse(longestValues(form, 1000)))).toEqual(form.fields.map(({ id }) => id))
      expect(Object.values(schema.parse({})).every((value) => value === null)).toBe(true)
    },
  )

  it.each<[what: string, code: FormCode, given: Record<string, unknown>, told: string]>([
    ['a text that is too long', 'advice', { subject: '长'.repeat(201) }, 'subject: 不超过 200 个字，现为 201 个'],
    ['a body that is too long', 'advice', { body: '长'.repeat(20_001) }, 'body: 不超过 20000 个字，现为 20001 个'],
    ['a control character', 'advice', { subject: '意\u0007见' }, 'subject: 含有无法识别的字符，请删除后重新填写'],
    ['half a character', 'advice', { body: '意见\ud842' }, 'body: 含有无法识别的字符，请删除后重新填写'],
    [
      'a day that is none',
      'return-visit-form',
      { visitedOn: '2026-02-30' },
      'visitedOn: 请按“年-月-日”填写一个存在的日期，例如 2026-03-05',
    ],
    [
      'two ticks where one may stand',
      'return-visit-form',
      { fees: ['没有', '有'].map((label) => ({ label, checked: true })) },
      'fees: 只能选择一项',
    ],
    ['too many items', 'supplement-notice', { items: Array.from({ length: 51 }, () => '一') }, 'items: 最多 50 项'],
    [
      'too many rows',
      'reference-opinion',
      { comparison: Array.from({ length: 101 }, () => ({})) },
      'comparison: 最多 100 行',
    ],
  ])('is told when it is %s', (_, code, given, told) => {
    expect(faults(code, given)).toEqual([told])
  })

  it('is refused under a name that the form has not', () => {
    expect(faults('advice', { colour: '红' })).toHaveLength(1)
    expect(faults('reference-opinion', { comparison: [{ feature: '铰链', colour: '红' }] })).toHaveLength(1)
  })

  it('counts a rare character once and keeps it', () => {
    expect(schemaOf('advice').parse({ ...bare('advice'), subject: '𠮷'.repeat(200) }).subject).toBe('𠮷'.repeat(200))
  })
})
