import { compact, dashes, type Finding, halfWidth, invalid, valid } from './check.ts'

/**
 * 商标注册号: 1 to 9 digits without a leading zero, with or without 第…号; a leading G for an international
 * registration that names China, a trailing letter for a divided application. It has no check digit.
 */
export const checkTrademark = (value: string): Finding => {
  const number = compact(value)
    .replace(/^(?:商标)?(?:注册号|申请号)?[:：]?第?/u, '')
    .replace(/号$/u, '')
  if (number === '') return invalid('empty', '请填写商标注册号', 'Please enter the trade mark registration number')
  const bad = /[^\dA-Z]/u.exec(number)
  if (bad !== null)
    return invalid(
      'characters',
      `含有“${bad[0]}”，商标注册号应为数字，可以写作“第1328994号”`,
      `It contains “${bad[0]}”. A trade mark number has digits, e.g. 1328994`,
    )
  const match = /^(G?)(\d+)([A-Z]?)$/.exec(number)
  const digits = match?.[2]
  if (digits === undefined)
    return invalid(
      'format',
      '商标注册号应为数字；国际注册可在前面加 G，分割申请可在末尾带一个字母，例如 1328994、G1234567',
      'A trade mark number has digits; G in front marks an international registration, a letter behind a divided application, e.g. 1328994, G1234567',
    )
  if (digits.length > 9)
    return invalid(
      'length',
      `给出 ${digits.length} 位数字，商标注册号应为 1 至 9 位`,
      `It has ${digits.length} digits, a trade mark number has 1 to 9`,
    )
  if (digits.startsWith('0'))
    return invalid('format', '商标注册号的第一位不能是 0', 'A trade mark number does not begin with 0')
  return valid(number, '商标注册号没有校验位，只核对了格式')
}

/** 集成电路布图设计登记号: BS. + year (2) + type (1) + serial. No official source for the form was found. */
export const checkIcLayout = (value: string, thisYear: number | null): Finding => {
  const number = compact(value)
    .replace(/[。·]/gu, '.')
    .replace(/^登记号[:：]?/u, '')
  if (number === '')
    return invalid('empty', '请填写布图设计登记号', 'Please enter the layout-design registration number')
  const match = /^BS\.?(\d+)$/.exec(number)
  const digits = match?.[1]
  if (digits === undefined)
    return invalid(
      'format',
      '登记号应以 BS. 开头，后面是数字，例如 BS.205001234',
      'It begins with BS. and goes on with digits, e.g. BS.205001234',
    )
  if (digits.length < 8 || digits.length > 10)
    return invalid(
      'length',
      `BS. 后给出 ${digits.length} 位数字，应为 8 至 10 位（年份 2 位、类型 1 位、顺序号）`,
      `After BS. there are ${digits.length} digits, expected 8 to 10 (2 for the year, 1 for the type, then the serial number)`,
    )
  // Layout designs have been registered since October 2001.
  const year = 2000 + Number(digits.slice(0, 2))
  if (year < 2001 || (thisYear !== null && year > thisYear))
    return invalid(
      'year',
      `BS. 后前两位是年份，给出“${digits.slice(0, 2)}”，应为 01 至 ${thisYear === null ? '今年' : String(thisYear).slice(2)}`,
      `The first two digits after BS. are the year, given is “${digits.slice(0, 2)}”, expected 01 to ${thisYear === null ? 'this year' : String(thisYear).slice(2)}`,
    )
  return valid(`BS.${digits}`, '登记号的编排规则未见官方文件，只核对了格式')
}

/** 地理标志编号: products, agricultural products and marks are numbered differently and no rule was found. */
export const checkGi = (value: string): Finding => {
  const number = halfWidth(value)
    .replace(/[\u200B-\u200D\u2060\uFEFF]/gu, '')
    .replace(dashes, '-')
    .replace(/\s+/gu, ' ')
    .trim()
  if (number === '')
    return invalid(
      'empty',
      '请填写地理标志的批准公告号、登记证号或商标注册号',
      'Please enter the number of the approval, registration or mark of the geographical indication',
    )
  const length = [...number].length
  if (length < 2 || length > 60)
    return invalid('length', `给出 ${length} 个字，应为 2 至 60 个字`, `It has ${length} characters, expected 2 to 60`)
  const bad = /[^\p{Script=Han}A-Za-z0-9 .,:;/()\-[\]〔〕《》、，。·]/u.exec(number)
  if (bad !== null)
    return invalid(
      'characters',
      `含有“${bad[0]}”，编号应由汉字、字母、数字和常用标点组成`,
      `It contains “${bad[0]}”. The number is made of characters, letters, digits and common punctuation`,
    )
  if (!/\d/.test(number))
    return invalid(
      'format',
      '编号里应至少有一个数字，例如 2004年第173号',
      'It should contain at least one digit, e.g. 2004-173',
    )
  return valid(number, '地理标志编号没有统一格式，只核对了长度和用字，未核实是否存在')
}
