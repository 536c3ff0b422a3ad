import { z } from 'zod'
import { said, spoken } from './spoken.ts'

// NUL and other control characters can't be stored as text; a lone surrogate is half a character from broken UTF-16; U+FFFD is what
// a decoder puts where bytes were no UTF-8, so that what was meant is lost already.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are exactly what is refused
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/

const clean = (value: string) => !control.test(value) && value.isWellFormed()

const unkeepable = said(
  '含有无法识别的字符，请删除后重新填写',
  'Contains characters that can’t be read; please remove them',
)
const missing = said('请填写', 'Please fill this in')
const tooLong = (max: number, now: number): string =>
  spoken({ zh: `不超过 ${max} 个字，现为 ${now} 个`, en: `At most ${max} characters, now ${now}` })

const counted = (value: string) => [...value].length

/** One line of text, trimmed; length in characters (a rare character such as 𠮷 counts once). */
export const line = (max: number, min = 1) =>
  z
    .string()
    .transform((value) => value.replace(/\s+/g, ' ').trim())
    .refine((value) => clean(value), { error: unkeepable })
    .refine((value) => counted(value) >= min, {
      error: min <= 1 ? missing : said(`至少 ${min} 个字`, `At least ${min} characters`),
    })
    .refine((value) => counted(value) <= max, { error: (issue) => tooLong(max, counted(String(issue.input))) })

/** Text of several lines, trimmed at both ends; line ends become \n. */
export const prose = (max: number, min = 1) =>
  z
    .string()
    .transform((value) => value.replace(/\r\n?/g, '\n').trim())
    .refine((value) => clean(value), { error: unkeepable })
    .refine((value) => counted(value) >= min, {
      error:
        min <= 1
          ? missing
          : said(`请写得具体一些，至少 ${min} 个字`, `Please be more specific, at least ${min} characters`),
    })
    .refine((value) => counted(value) <= max, { error: (issue) => tooLong(max, counted(String(issue.input))) })

/** A text that the server made and is given back, such as the place of a page in a list. */
export const token = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => clean(value), { error: '含有无法识别的字符' })

/** Empty input means "not given". */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? null : (value ?? null)),
    schema.nullable(),
  )

export const plainDate = z.iso.date({
  error: said('请按“年-月-日”填写一个存在的日期，例如 2026-03-05', 'Please give an existing day, e.g. 2026-03-05'),
})
export const instant = z.iso.datetime({ offset: true })
export const divisionCode = z.string().regex(/^\d{6}$/, { error: said('请选择所在地', 'Please choose the place') })
export const uuid = z.uuid()
