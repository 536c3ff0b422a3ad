import { type PlainDate, parsePlainDate } from '../kernel/plain-date.ts'
import { compact, type Finding, invalid, provincePrefixes, valid } from './check.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The 18th character of a resident id for its first 17 digits (GB 11643, ISO 7064 mod 11-2). */
export const residentIdCheckCharacter = (body: string): string => {
  const sum = weights.reduce((total, weight, place) => total + Number(body.charAt(place)) * weight, 0)
  return '10X98765432'.charAt(sum % 11)
}

/** 83 opens the residence permit of Taiwan residents, which has the same form and check. */
const isRegion = (prefix: string): boolean => provincePrefixes.has(prefix) || prefix === '83'

/**
 * 居民身份证号码: 6 division, 8 date of birth, 3 order, 1 check character. The reasons never repeat the number: only
 * the place, what stands there and what was expected.
 *
 * @param today a date of birth after it is refused; without it only the calendar is asked
 */
export const checkResidentId = (value: string, today: PlainDate | null): Finding => {
  const id = compact(value)
  if (id === '') return invalid('empty', '请填写居民身份证号码', 'Please enter the resident identity number')
  if (/^\d{15}$/.test(id))
    return invalid(
      'old-form',
      '给出的是 15 位的第一代身份证号码，已停止使用，请填写 18 位的号码',
      'This is an old number of 15 digits, no longer in use. Please enter the one of 18',
    )
  for (let place = 0; place < id.length; place++) {
    const char = id.charAt(place)
    if (/\d/.test(char) || (place === 17 && char === 'X')) continue
    return invalid(
      'characters',
      `第 ${place + 1} 位是“${char}”，身份证号码应为数字，只有第 18 位可以是 X`,
      `Place ${place + 1} is “${char}”. A resident identity number has digits, only place 18 can be X`,
    )
  }
  if (id.length !== 18)
    return invalid(
      'length',
      `给出 ${id.length} 位，身份证号码应为 18 位`,
      `It has ${id.length} places, a resident identity number has 18`,
    )
  if (!isRegion(id.slice(0, 2)))
    return invalid(
      'region',
      `前两位“${id.slice(0, 2)}”不是省级行政区划代码`,
      `The first two digits “${id.slice(0, 2)}” are no code of a province`,
    )
  const [year, month, day] = [id.slice(6, 10), id.slice(10, 12), id.slice(12, 14)]
  const born = parsePlainDate(`${year}-${month}-${day}`)
  if (born === null)
    return invalid(
      'date',
      `第 7 至 14 位应为出生日期，给出的 ${year}年${month}月${day}日不存在`,
      `Places 7 to 14 are the date of birth, given is ${year}-${month}-${day}, which does not exist`,
    )
  if (born < '1900-01-01')
    return invalid(
      'date',
      `第 7 至 10 位应为出生年份，给出的 ${year} 年早于 1900 年`,
      `Places 7 to 10 are the year of birth, given is ${year}, before 1900`,
    )
  if (today !== null && born > today)
    return invalid(
      'date',
      `第 7 至 14 位应为出生日期，给出的 ${year}年${month}月${day}日在今天之后`,
      `Places 7 to 14 are the date of birth, given is ${year}-${month}-${day}, after today`,
    )
  const expected = residentIdCheckCharacter(id)
  if (id.charAt(17) !== expected)
    return invalid(
      'check-digit',
      `第 18 位校验码应为“${expected}”，给出的是“${id.charAt(17)}”，请对照证件逐位核对`,
      `The check character in place 18 should be “${expected}”, given is “${id.charAt(17)}”. Please compare with the card digit by digit`,
    )
  return valid(id)
}
