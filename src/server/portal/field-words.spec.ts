import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { prose } from '../../contract/text.ts'
import { fieldErrors, standingAlone } from './field-words.ts'

const told = (field: string, message: string) => standingAlone({ field, message }).message
const inEnglish = (field: string, en: string) => {
  const { message } = standingAlone({ field, message: { zh: '请填写', en } })
  return typeof message === 'string' ? message : message.en
}

describe('an error in the list at the top of a page', () => {
  it('names the field when the rule alone would not', () => {
    expect(told('name', '请填写')).toBe('请填写姓名或名称')
    expect(told('facts', '请写得具体一些，至少 10 个字')).toBe('事情经过：请写得具体一些，至少 10 个字')
    expect(told('address', '不超过 200 个字，现为 201 个')).toBe('通信地址：不超过 200 个字，现为 201 个')
  })
  it('stays as it is when it already says what it is about, and leads to the same field', () => {
    expect(standingAlone({ field: 'scene', message: '请选择最像的一种情况' })).toEqual({
      field: 'scene',
      message: '请选择最像的一种情况',
    })
  })
  it('speaks of a day as the three boxes ask for it', () => {
    expect(told('knownSince', '请按“年-月-日”填写一个存在的日期，例如 2026-03-05')).toBe(
      '发现的日期：没有这一天，请核对年、月、日，年份写四位数',
    )
  })
  it('does the same in English', () => {
    expect(inEnglish('name', 'Please fill this in')).toBe('Please fill in: name')
    expect(inEnglish('facts', 'At most 5000 characters, now 5001')).toBe(
      'What happened: At most 5000 characters, now 5001',
    )
    expect(inEnglish('respondents.1.name', 'Please fill this in')).toBe('Other side 2: Please fill in: name')
    expect(inEnglish('knownSince', 'Please give an existing day, e.g. 2026-03-05')).toMatch(
      /^The day you found out: there is no/,
    )
    expect(inEnglish('scene', 'Please choose')).toBe('Please choose')
  })
  it('speaks both languages for whatever a schema finds', () => {
    const found = fieldErrors(z.object({ a: z.object({ facts: prose(20, 10) }) }), { a: { facts: 'x' } }, (path) =>
      path.join('.'),
    )
    expect(found).toEqual([
      {
        field: 'a.facts',
        message: { zh: '请写得具体一些，至少 10 个字', en: 'Please be more specific, at least 10 characters' },
      },
    ])
  })
  it('names the row when there are several of a kind', () => {
    expect(told('respondents.1.name', '请填写')).toBe('对方 2：请填写姓名或名称')
    expect(told('rights.0.number', '校验位不符')).toBe('第 1 项权利：校验位不符')
  })
})
