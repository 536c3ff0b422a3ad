export const identifierTypes = ['uscc', 'resident-id', 'patent', 'trademark', 'ic-layout', 'gi', 'phone'] as const
export type IdentifierType = (typeof identifierTypes)[number]

/** What was wrong; stable, for programs. */
export type IdentifierFault =
  | 'empty'
  | 'length'
  | 'characters'
  | 'format'
  | 'old-form'
  | 'region'
  | 'date'
  | 'year'
  | 'kind'
  | 'check-digit'

/** What a checker of one type finds, before the type and the value as given are put to it. */
export type Finding =
  | { readonly ok: true; readonly normalised: string; readonly note: string | null }
  | { readonly ok: false; readonly code: IdentifierFault; readonly reason: string; readonly reasonInEnglish: string }

export const valid = (normalised: string, note: string | null = null): Finding => ({ ok: true, normalised, note })

/** @param reason Chinese, for the person who typed the number: which place, what was given, what was expected. Then the same in English. */
export const invalid = (code: IdentifierFault, reason: string, reasonInEnglish: string): Finding => ({
  ok: false,
  code,
  reason,
  reasonInEnglish,
})

/**
 * A number as people type it, made plain: full-width forms become half-width, spaces and dashes of all kinds and
 * invisible characters go, letters become capitals. Other look-alikes (①, 〇, Ⅹ) stay and are refused by the checkers.
 */
export const compact = (value: string): string =>
  halfWidth(value)
    .replace(/[\s\u200B-\u200D\u2060\uFEFF]/gu, '')
    .replace(dashes, '')
    .toUpperCase()

/** Hyphen-minus, U+2010 to U+2015, minus sign, Chinese long dash forms. */
export const dashes = /[-\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/gu

export const halfWidth = (value: string): string =>
  value
    .replace(/[\uFF01-\uFF5E]/gu, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/gu, ' ')

/** GB/T 2260: first two digits of a division code. */
export const provincePrefixes: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
)
