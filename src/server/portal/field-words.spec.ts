import { describe, expect, it } from 'vitest'
import { standingAlone } from './field-words.ts'

const told = (field: string, message: string) => standingAlone({ field, message }).message

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
  it('names the row when there are several of a kind', () => {
    expect(told('respondents.1.name', '请填写')).toBe('对方 2：请填写姓名或名称')
    expect(told('rights.0.number', '校验位不符')).toBe('第 1 项权利：校验位不符')
  })
})
