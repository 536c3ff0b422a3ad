import { compact, type Finding, invalid, valid } from './check.ts'

/** GB 32100-2015: digits and capitals without I, O, Z, S, V; a character's place is its value. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** 3^i mod 31 */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The 18th character of a unified social credit code for its first 17 (GB 32100-2015, GB/T 17710). */
export const usccCheckCharacter = (body: string): string => {
  const sum = weights.reduce((total, weight, place) => total + alphabet.indexOf(body.charAt(place)) * weight, 0)
  return alphabet.charAt((31 - (sum % 31)) % 31)
}

const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** The 9th character of an organisation code for its first 8 (GB 11714): letters count from A = 10, 10 → X, 11 → 0. */
export const organisationCheckCharacter = (body: string): string => {
  const sum = organisationWeights.reduce(
    (total, weight, place) => total + Number.parseInt(body.charAt(place), 36) * weight,
    0,
  )
  const rest = 11 - (sum % 11)
  return rest === 10 ? 'X' : rest === 11 ? '0' : String(rest)
}

/** 统一社会信用代码: 1 authority, 1 kind, 6 division, 9 organisation code, 1 check character. */
export const checkUscc = (value: string): Finding => {
  const code = compact(value)
  if (code === '') return invalid('empty', '请填写统一社会信用代码', 'Please enter the unified social credit code')
  for (let place = 0; place < code.length; place++) {
    const char = code.charAt(place)
    if (alphabet.includes(char)) continue
    const hint = '统一社会信用代码由数字和大写字母组成，不使用 I、O、Z、S、V（易与 1、0、2、5、U 混淆）'
    return invalid(
      'characters',
      `第 ${place + 1} 位是“${char}”，${hint}`,
      `Place ${place + 1} is “${char}”. The code has digits and capitals without I, O, Z, S, V (easily taken for 1, 0, 2, 5, U)`,
    )
  }
  if (code.length !== 18) {
    const old =
      code.length === 15 && /^\d+$/.test(code) ? '，这可能是旧的营业执照注册号，请填写营业执照上的统一社会信用代码' : ''
    return invalid(
      'length',
      `给出 ${code.length} 位，统一社会信用代码应为 18 位${old}`,
      `It has ${code.length} places, a unified social credit code has 18${old === '' ? '' : '. This may be the old number of a business licence: please enter the unified social credit code on it'}`,
    )
  }
  if (!/^\d{6}$/.test(code.slice(2, 8)))
    return invalid(
      'region',
      `第 3 至 8 位应为 6 位数字的行政区划代码，给出的是“${code.slice(2, 8)}”`,
      `Places 3 to 8 are the 6 digits of a division, given is “${code.slice(2, 8)}”`,
    )
  const expected = usccCheckCharacter(code)
  if (code.charAt(17) !== expected)
    return invalid(
      'check-digit',
      `第 18 位校验码应为“${expected}”，给出的是“${code.charAt(17)}”，请对照证照逐位核对`,
      `The check character in place 18 should be “${expected}”, given is “${code.charAt(17)}”. Please compare with the licence place by place`,
    )
  // Only said, not refused: the outer check holds, and no source says that every register keeps the inner one.
  const inner = organisationCheckCharacter(code.slice(8, 16))
  return valid(
    code,
    code.charAt(16) === inner ? null : '第 17 位与组织机构代码的校验规则不符（总校验位正确），请再核对一次',
  )
}
