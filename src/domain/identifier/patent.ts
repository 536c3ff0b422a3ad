import { compact, type Finding, invalid, valid } from './check.ts'

const weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]

/** The check digit of a Chinese patent application number (ZC 0006), for 12 digits since October 2003 or 8 before. */
export const patentCheckDigit = (body: string): string => {
  const sum = [...body].reduce((total, digit, place) => total + Number(digit) * (weights[place] ?? 0), 0)
  return sum % 11 === 10 ? 'X' : String(sum % 11)
}

/** 1 发明 · 2 实用新型 · 3 外观设计 · 8 进入中国的 PCT 发明 · 9 进入中国的 PCT 实用新型 */
const kinds = '12389'
const kindTextInEnglish = '1 (invention), 2 (utility model), 3 (design), 8 (PCT invention) or 9 (PCT utility model)'
const kindText = '1（发明）、2（实用新型）、3（外观设计）、8（PCT 发明）或 9（PCT 实用新型）'

const checked = (body: string, check: string): Finding => {
  const expected = patentCheckDigit(body)
  if (check === '')
    return invalid(
      'length',
      `缺少小数点后的校验位，按前 ${body.length} 位推算完整号码应为 ${body}.${expected}`,
      `The check digit after the point is missing. By the first ${body.length} digits the whole number should be ${body}.${expected}`,
    )
  if (check !== expected)
    return invalid(
      'check-digit',
      `校验位应为“${expected}”，给出的是“${check}”，请对照证书或受理通知书逐位核对`,
      `The check digit should be “${expected}”, given is “${check}”. Please compare with the certificate digit by digit`,
    )
  return valid(`${body}.${expected}`)
}

const checkNew = (body: string, check: string, thisYear: number | null): Finding => {
  const year = Number(body.slice(0, 4))
  if (year < 2003 || (thisYear !== null && year > thisYear)) {
    const until = thisYear === null ? '以后' : `至 ${thisYear} 年`
    return invalid(
      'year',
      `前四位是申请年份，给出 ${body.slice(0, 4)}，12 位申请号应为 2003 年${until}`,
      `The first four digits are the year of filing, given is ${body.slice(0, 4)}; with 12 digits it is 2003 ${thisYear === null ? 'or later' : `to ${thisYear}`}`,
    )
  }
  if (!kinds.includes(body.charAt(4)))
    return invalid(
      'kind',
      `第 5 位是专利种类，给出“${body.charAt(4)}”，应为 ${kindText}`,
      `The 5th digit is the kind of patent, given is “${body.charAt(4)}”, expected ${kindTextInEnglish}`,
    )
  return checked(body, check)
}

/** Eight digits were given out from April 1985 to September 2003. */
const checkOld = (body: string, check: string): Finding => {
  const year = Number(body.slice(0, 2))
  if (year > 3 && year < 85)
    return invalid(
      'year',
      `前两位是申请年份，给出 ${body.slice(0, 2)}，8 位的旧申请号应为 85 至 99 或 00 至 03`,
      `The first two digits are the year of filing, given is ${body.slice(0, 2)}; in an old number of 8 digits it is 85 to 99 or 00 to 03`,
    )
  if (!kinds.includes(body.charAt(2)))
    return invalid(
      'kind',
      `第 3 位是专利种类，给出“${body.charAt(2)}”，应为 ${kindText}`,
      `The 3rd digit is the kind of patent, given is “${body.charAt(2)}”, expected ${kindTextInEnglish}`,
    )
  return checked(body, check)
}

/**
 * 专利申请号, also written as 专利号 with ZL once granted. Normalised to digits, dot and check digit without prefix, so
 * that one patent has one number.
 *
 * @param thisYear a later filing year is refused
 */
export const checkPatent = (value: string, thisYear: number | null): Finding => {
  const number = compact(value)
    .replace(/[。·]/gu, '.')
    .replace(/^(专利号|专利申请号|申请号)[:：]?/u, '')
    .replace(/^(ZL|CN)/, '')
  if (number === '')
    return invalid('empty', '请填写专利号或专利申请号', 'Please enter the patent number or application number')
  if (/^\d{7,9}[A-CSUY]\d?$/.test(number))
    return invalid(
      'format',
      '这像是公开号或公告号，请填写专利申请号（12 位数字加小数点和校验位，例如 201710601862.3）',
      'This looks like a publication number. Please enter the application number (12 digits, a point and a check digit, e.g. 201710601862.3)',
    )
  const bad = /[^\d.X]/u.exec(number)
  if (bad !== null)
    return invalid(
      'characters',
      `含有“${bad[0]}”，专利号应为数字，可以带 ZL 前缀，只有校验位可以是 X`,
      `It contains “${bad[0]}”. A patent number has digits, may begin with ZL, and only its check digit can be X`,
    )
  const match = /^(\d{12}|\d{8})(?:\.?([\dX]))?$/.exec(number)
  const [, body, check = ''] = match ?? []
  if (body === undefined) {
    const digits = number.replace(/[^\dX]/g, '').length
    return invalid(
      'length',
      `给出 ${digits} 位，专利号应为 12 位数字加 1 位校验位，2003 年 10 月前为 8 位数字加 1 位校验位，例如 201710601862.3`,
      `It has ${digits} digits. A patent number has 12 and a check digit, before October 2003 it had 8 and a check digit, e.g. 201710601862.3`,
    )
  }
  return body.length === 12 ? checkNew(body, check, thisYear) : checkOld(body, check)
}
