import { dashes, type Finding, halfWidth, invalid, valid } from './check.ts'

/** 010 and 02x have three digits, all other areas four. */
const landline = /^(010|02\d|0[3-9]\d{2})([2-9]\d{6,7})$/

/**
 * A telephone number of mainland China. Mobile: 11 digits from 13x to 19x, 16x included. Landline: area code and 7 or 8
 * digits, an extension after 转 or a second dash. Normalised to 13800000000 or 0571-87654321 or 0571-87654321-808.
 */
export const checkPhone = (value: string): Finding => {
  const text = halfWidth(value)
    .replace(/[\s\u200B-\u200D\u2060\uFEFF]/gu, '')
    .replace(dashes, '-')
    .replace(/^(?:\+|00)86-?/, '+')
    .replace(/[()]/g, '-')
    .replace(/^(\+?)-+/, '$1')
  if (text === '' || text === '+') return invalid('empty', '请填写电话号码', 'Please enter a phone number')
  const bad = /[^\d+\-转]/u.exec(text)
  if (bad !== null)
    return invalid(
      'characters',
      `含有“${bad[0]}”，电话号码应为数字，分机号写在“转”后面`,
      `It contains “${bad[0]}”. A phone number has digits; write an extension after a second dash`,
    )
  const abroad = text.startsWith('+')
  const { main, extension } = splitExtension(abroad ? text.slice(1) : text)
  const digits = main.replace(/^86(?=1[3-9]\d{9}$)/, '')
  if (/^1[3-9]\d{9}$/.test(digits))
    return extension === ''
      ? valid(digits)
      : invalid(
          'format',
          '手机号码没有分机号，请去掉“转”及其后的数字',
          'A mobile number has no extension, please leave it out',
        )
  if (/^1\d*$/.test(digits) && !abroad) {
    if (digits.length !== 11)
      return invalid(
        'length',
        `给出 ${digits.length} 位，手机号码应为 11 位`,
        `It has ${digits.length} digits, a mobile number has 11`,
      )
    return invalid(
      'format',
      `手机号码的第二位应为 3 至 9，给出“${digits.charAt(1)}”`,
      `The second digit of a mobile number is 3 to 9, given is “${digits.charAt(1)}”`,
    )
  }
  const local = abroad && !digits.startsWith('0') ? `0${digits}` : digits
  const match = landline.exec(local)
  if (match === null)
    return invalid(
      'format',
      '应为 11 位手机号码，或带区号的固定电话，例如 13800000000、0571-87654321',
      'Expected a mainland mobile number of 11 digits, or a landline with its area code, e.g. 13800000000, 0571-87654321',
    )
  const [, area = '', number = ''] = match
  return valid(extension === '' ? `${area}-${number}` : `${area}-${number}-${extension}`)
}

/** The area code's dash separates nothing for us; what follows 转, or a dash after a whole landline, is the extension. */
const splitExtension = (text: string): { main: string; extension: string } => {
  const [before = '', after = ''] = text.split('转', 2)
  const called = /^-?(\d{1,6})$/.exec(after)
  if (called !== null) return { main: before.replaceAll('-', ''), extension: called[1] ?? '' }
  const dashed = /^(\d{2,4}-\d{7,8})-(\d{1,6})$/.exec(text)
  if (dashed !== null) return { main: (dashed[1] ?? '').replace('-', ''), extension: dashed[2] ?? '' }
  return { main: text.replaceAll('-', ''), extension: '' }
}
