import type { DivisionCode, MatterNumber } from '../kernel/ids.ts'

/** Digits and letters that can't be taken for one another when read aloud or handwritten: no 0 O 1 I L U. */
export const spokenAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * Check letter over the body. The alphabet has 30 letters; positions weighted 1, 2, 3 … over the prime 31 catch every single
 * wrong letter and every swap of neighbours. A remainder of 30 has no letter, so such a body is not used.
 */
const check = (province: string, body: string): string | null => {
  const values = [...province].map(Number).concat([...body].map((letter) => spokenAlphabet.indexOf(letter)))
  const sum = values.reduce((total, value, index) => total + value * (index + 2), 0)
  return spokenAlphabet[sum % 31] ?? null
}

/**
 * Tracking number: `WQ`, two digits of the province, seven random letters (34 bits) and one check letter, e.g. `WQ33-7K4M-2D9X`.
 * It opens nothing by itself; phone or query code is asked besides.
 * @param random seven letters of the alphabet.
 * @returns null for the one body in 31 that has no check letter; draw again.
 */
export const matterNumber = (provinceCode: DivisionCode, random: string): MatterNumber | null => {
  const province = provinceCode.slice(0, 2)
  const last = check(province, random)
  if (last === null) return null
  return `WQ${province}-${random.slice(0, 4)}-${random.slice(4)}${last}` as MatterNumber // built to the format right here
}

export type MatterNumberReading =
  | { readonly ok: true; readonly number: MatterNumber }
  | { readonly ok: false; readonly reason: 'format' | 'check' }

/** Reads what a person typed: any case, with or without hyphens and spaces, full-width letters too. */
export const readMatterNumber = (typed: string): MatterNumberReading => {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—_.]/g, '')
  const match = /^WQ(\d{2})([2-9A-HJKMNP-TV-Z]{8})$/.exec(letters)
  const province = match?.[1]
  const body = match?.[2]
  if (province === undefined || body === undefined) return { ok: false, reason: 'format' }
  const number = matterNumber(province as DivisionCode, body.slice(0, 7)) // only its first two digits are used
  return number?.endsWith(body.slice(4)) ? { ok: true, number } : { ok: false, reason: 'check' }
}
