import { describe, expect, it } from 'vitest'
import { day } from '../../../testing/rules.ts'
import { type IdentifierType, identifierTypes } from './check.ts'
import { checkIdentifier } from './identifier.ts'

const today = day('2026-11-23')

const accepted: Record<IdentifierType, [given: string, normalised: string][]> = {
  uscc: [
    ['91350100M000100Y43', '91350100M000100Y43'],
    ['91350100m000100y43', '91350100M000100Y43'],
    ['９１３５０１００Ｍ０００１００Ｙ４３', '91350100M000100Y43'],
    [' 91 3501 00M000 100Y-43\u3000', '91350100M000100Y43'],
  ],
  'resident-id': [
    ['11010519491231002X', '11010519491231002X'],
    ['11010519491231002x', '11010519491231002X'],
    ['110105 19491231 002Ｘ', '11010519491231002X'],
  ],
  patent: [
    ['201710601862.3', '201710601862.3'],
    ['200820185283.1', '200820185283.1'],
    ['200810175661.2', '200810175661.2'],
    ['97101765.4', '97101765.4'],
    ['95115608.X', '95115608.X'],
    ['ZL201710601862.3', '201710601862.3'],
    ['zl 2017 1060 1862.3', '201710601862.3'],
    ['CN2017106018623', '201710601862.3'],
    ['专利号：ＺＬ２０１７１０６０１８６２．３', '201710601862.3'],
    ['申请号 201710601862。3', '201710601862.3'],
    ['ZL95115608x', '95115608.X'],
  ],
  trademark: [
    ['1328994', '1328994'],
    ['1344787', '1344787'],
    ['第1328994号', '1328994'],
    ['商标注册号：第 １３２８９９４ 号', '1328994'],
    ['g1234567', 'G1234567'],
    ['12345678a', '12345678A'],
    ['914463993', '914463993'],
  ],
  'ic-layout': [
    ['BS.205001234', 'BS.205001234'],
    ['bs205001234', 'BS.205001234'],
    ['ＢＳ．２０５００１２３４', 'BS.205001234'],
  ],
  gi: [
    ['2004年第173号', '2004年第173号'],
    ['AGI2010－01－00211', 'AGI2010-01-00211'],
    ['  第１２３４号  公告 ', '第1234号 公告'],
  ],
  phone: [
    ['13800000000', '13800000000'],
    ['166 1234 5678', '16612345678'],
    ['199-1234-5678', '19912345678'],
    ['+86 138 0000 0000', '13800000000'],
    ['008613800000000', '13800000000'],
    ['8613800000000', '13800000000'],
    ['010-87654321', '010-87654321'],
    ['(0571) 8765 4321', '0571-87654321'],
    ['0571－87654321转808', '0571-87654321-808'],
    ['0571-87654321-808', '0571-87654321-808'],
    ['+86 571 8765 4321', '0571-87654321'],
    ['+86 (0)10 8765 4321', '010-87654321'],
    ['0756-3221234', '0756-3221234'],
  ],
}

const refused: Record<IdentifierType, [given: string, code: string, reason: RegExp][]> = {
  uscc: [
    ['', 'empty', /请填写/],
    // Printed on the web as an example; its check character should be 7.
    ['91310115MA1G4L1WXK', 'check-digit', /^第 18 位校验码应为“7”，给出的是“K”/],
    ['91350100M000100Y4', 'length', /^给出 17 位，.*应为 18 位$/],
    ['91350100M000100YO3', 'characters', /^第 17 位是“O”.*不使用 I、O、Z、S、V/],
    ['9135０1O0M000100Y43', 'characters', /^第 7 位是“O”/],
    ['91A50100M000100Y43', 'region', /^第 3 至 8 位.*给出的是“A50100”/],
    ['350100100012345', 'length', /旧的营业执照注册号/],
  ],
  'resident-id': [
    ['  ', 'empty', /请填写/],
    ['110105194912310021', 'check-digit', /^第 18 位校验码应为“X”，给出的是“1”/],
    ['110105491231002', 'old-form', /15 位的第一代身份证号码/],
    ['1101051949123100', 'length', /^给出 16 位/],
    ['1101051949123100XX', 'characters', /^第 17 位是“X”/],
    ['19010519491231002X', 'region', /^前两位“19”/],
    ['11010519490230002X', 'date', /1949年02月30日不存在/],
    ['11010520271231002X', 'date', /2027年12月31日在今天之后/],
    ['11010518491231002X', 'date', /1849 年早于 1900 年/],
  ],
  patent: [
    ['ZL', 'empty', /请填写/],
    ['201710601862.4', 'check-digit', /^校验位应为“3”，给出的是“4”/],
    ['201710601826.3', 'check-digit', /^校验位应为/],
    ['95115608.1', 'check-digit', /^校验位应为“X”，给出的是“1”/],
    ['201710601862', 'length', /完整号码应为 201710601862\.3/],
    ['95115608', 'length', /完整号码应为 95115608\.X/],
    ['2017106018.3', 'length', /^给出 11 位/],
    ['201740601862.3', 'kind', /^第 5 位是专利种类，给出“4”，应为 1（发明）/],
    ['97401765.4', 'kind', /^第 3 位是专利种类，给出“4”/],
    ['199910601862.3', 'year', /给出 1999，.*2003 年至 2026 年/],
    ['202710601862.3', 'year', /给出 2027/],
    ['50101765.4', 'year', /给出 50，.*85 至 99 或 00 至 03/],
    ['CN107345678A', 'format', /公开号或公告号/],
    ['2017106018B2.3', 'characters', /^含有“B”/],
  ],
  trademark: [
    ['第号', 'empty', /请填写/],
    ['1234567890', 'length', /^给出 10 位数字/],
    ['0123456', 'format', /第一位不能是 0/],
    ['12A34', 'format', /应为数字/],
    ['1328994#', 'characters', /^含有“#”/],
  ],
  'ic-layout': [
    ['', 'empty', /请填写/],
    ['205001234', 'format', /应以 BS\. 开头/],
    ['BS.2050', 'length', /给出 4 位数字/],
    ['BS.295001234', 'year', /给出“29”，应为 01 至 26/],
    ['BS.005001234', 'year', /给出“00”/],
  ],
  gi: [
    ['', 'empty', /请填写/],
    ['1', 'length', /^给出 1 个字/],
    ['1'.repeat(61), 'length', /^给出 61 个字/],
    ['2004年<b>173号', 'characters', /^含有“<”/],
    ['龙井茶', 'format', /至少有一个数字/],
  ],
  phone: [
    ['+86', 'empty', /请填写/],
    ['1380000000', 'length', /^给出 10 位，手机号码应为 11 位/],
    ['12800000000', 'format', /第二位应为 3 至 9，给出“2”/],
    ['87654321', 'format', /带区号的固定电话/],
    ['0571-17654321', 'format', /带区号的固定电话/],
    ['13800000000转1', 'format', /没有分机号/],
    ['1380000000a', 'characters', /^含有“a”/],
    ['+1 202 555 0100', 'format', /应为 11 位手机号码/],
  ],
}

describe.each(identifierTypes)('a number of type %s', (type) => {
  it.each(accepted[type])('given as "%s" is kept as %s', (given, normalised) => {
    expect(checkIdentifier(type, given, today)).toMatchObject({
      type,
      value: given,
      valid: true,
      normalised,
      reason: null,
      code: null,
    })
  })

  it.each(accepted[type])('that is kept from "%s" as %s is valid in that form too', (_given, normalised) => {
    expect(checkIdentifier(type, normalised, today)).toMatchObject({ valid: true, normalised })
  })

  it.each(refused[type])('given as "%s" is refused as %s and told what was wrong', (given, code, reason) => {
    const answer = checkIdentifier(type, given, today)
    expect(answer).toMatchObject({ type, value: given, valid: false, normalised: null, code, note: null })
    expect(answer.reason).toMatch(reason)
  })
})

describe('what a valid answer does not vouch for', () => {
  it.each<[IdentifierType, string, RegExp]>([
    ['trademark', '1328994', /没有校验位/],
    ['ic-layout', 'BS.205001234', /未见官方文件/],
    ['gi', '2004年第173号', /未核实是否存在/],
  ])('is said of %s %s', (type, value, note) => {
    expect(checkIdentifier(type, value).note).toMatch(note)
  })

  it('is not said where a check digit vouches for the form', () => {
    expect(checkIdentifier('uscc', '91350100M000100Y43').note).toBeNull()
    expect(checkIdentifier('patent', '201710601862.3').note).toBeNull()
  })

  it('does not compare years with today when nobody says what day it is', () => {
    expect(checkIdentifier('ic-layout', 'BS.295001234').valid).toBe(true)
    expect(checkIdentifier('ic-layout', 'BS.295001234', today).valid).toBe(false)
  })
})

describe('a reason', () => {
  it('never repeats a resident id, so that it may be logged', () => {
    for (const [given] of refused['resident-id'])
      if (given.length > 10)
        expect(checkIdentifier('resident-id', given, today).reason).not.toContain(given.slice(0, 10))
  })
})
