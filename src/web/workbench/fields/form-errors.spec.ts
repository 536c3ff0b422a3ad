import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { stepBodies } from '../../../contract/matter.ts'
import { evidenceInput } from '../../../contract/submission.ts'
import { issuesOf, pathOf, placeOf } from './form-errors.ts'

const issues = (schema: z.ZodType, input: unknown) => {
  const read = schema.safeParse(input)
  return read.success ? [] : issuesOf(read.error, input)
}

describe('what is wrong is said at its field', () => {
  it('asks for a choice that has not been made', () => {
    const body = { expectedVersion: 3, kind: undefined, title: '', body: '写了十个字以上的意见正文。' }
    expect(issues(stepBodies['issue-deliverable'], body)).toEqual([
      { path: ['kind'], message: '请填写或选择' },
      { path: ['title'], message: '请填写' },
    ])
  })

  it('speaks of the address when evidence is given as a link, and of the file when none was sent', () => {
    const link = { kind: 'photo', name: '照片', link: 'not an address' }
    expect(issues(z.object({ evidence: z.array(evidenceInput) }), { evidence: [link] })).toEqual([
      { path: ['evidence', 0, 'link'], message: '请填写以 http:// 或 https:// 开头的网址' },
    ])
    const file = { kind: undefined, uploadId: '8d0a1f0e-58a4-4d0e-9a55-0c6f5c0a3a77' }
    expect(issues(z.object({ evidence: z.array(evidenceInput) }), { evidence: [file] })[0]?.path).toEqual([
      'evidence',
      0,
      'kind',
    ])
  })

  it('reads a place in dots and in slashes alike', () => {
    expect(pathOf('need.rights.0.number')).toEqual(['need', 'rights', 0, 'number'])
    expect(pathOf('/need/rights/0/number')).toEqual(['need', 'rights', 0, 'number'])
  })

  it('finds the field itself, else one inside, else the one around', () => {
    const fields = [['need', 'rights'], ['need', 'rights', 0, 'number'], ['evidence', 0, 'link'], ['facts']]
    expect(placeOf(['need', 'rights', 0, 'number'], fields)).toEqual(['need', 'rights', 0, 'number'])
    expect(placeOf(['evidence', 0], fields)).toEqual(['evidence', 0, 'link'])
    expect(placeOf(['need', 'rights', 3, 'name'], fields)).toEqual(['need', 'rights'])
    expect(placeOf(['elsewhere'], fields)).toBeNull()
    expect(placeOf([], fields)).toBeNull()
  })
})
