import { inBoth } from '../../domain/kernel/language.ts'
import {
  type Instant,
  type PlainDate,
  parseInstant,
  parsePlainDate,
  toChinaIso,
  weekday,
} from '../../domain/kernel/plain-date.ts'

const weekdayNames = ['一', '二', '三', '四', '五', '六', '日']

const dateParts = (text: string): { date: PlainDate; year: number; month: number; day: number } => {
  const date = parsePlainDate(text)
  if (date === null) throw new Error(`format: expected a day as YYYY-MM-DD, got "${text}"`)
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return { date, year, month, day }
}

const chinaWallClock = (text: string): { day: string; time: string } => {
  const instant: Instant | null = parseInstant(text)
  if (instant === null) throw new Error(`format: expected an instant in ISO 8601 with offset, got "${text}"`)
  const iso = toChinaIso(instant)
  return { day: iso.slice(0, 10), time: iso.slice(11, 16) }
}

/** `2026-12-14` → `2026年12月14日`. Throws on anything that is not a day. */
export const formatDate = (plainDate: string): string => {
  const { year, month, day } = dateParts(plainDate)
  return `${year}年${month}月${day}日`
}

/** `2026-12-14` → `2026年12月14日（周一）`: the weekday lets people check a time limit against their own week. */
export const formatDateWithWeekday = (plainDate: string): string =>
  `${formatDate(plainDate)}（周${weekdayNames[weekday(dateParts(plainDate).date) - 1]}）`

/** `2026-11-23T02:12:00.000Z` → `2026年11月23日 10:12`, China time. */
export const formatInstant = (instant: string): string => {
  const { day, time } = chinaWallClock(instant)
  return `${formatDate(day)} ${time}`
}

/** The same with the weekday, for time limits counted in hours: `2026年11月23日（周一）10:12`. */
export const formatInstantWithWeekday = (instant: string): string => {
  const { day, time } = chinaWallClock(instant)
  return `${formatDateWithWeekday(day)}${time}`
}

/** A day or an instant, whichever it is: limits in days end on a day, limits in hours at a minute. */
export const formatMoment = (moment: string): string =>
  moment.includes('T') ? formatInstantWithWeekday(moment) : formatDateWithWeekday(moment)

/** Bytes in the unit a file manager shows: `3.4 MB`, `20 MB`. 1 KB = 1,024 bytes. */
export const formatBytes = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} 字节`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${Number((bytes / 1024 / 1024).toFixed(1))} MB`
}

/** `12345` → `12,345`. */
export const formatCount = (count: number): string => count.toLocaleString('zh-CN')

const digitsOverThePhone = ['零', '幺', '二', '三', '四', '五', '六', '七', '八', '九']

/**
 * A code as one says it over the phone: groups by 、, figures in words (1 is 幺, so that it is not heard as 七).
 * `WQ33-7K` → `字母 W、字母 Q、三、三；七、字母 K`.
 */
export const spellOverThePhone = (code: string): string =>
  code
    .split(/[-\s]+/)
    .map((group) =>
      [...group]
        .map((sign) => (/\d/.test(sign) ? digitsOverThePhone[Number(sign)] : `字母 ${sign.toUpperCase()}`))
        .join('、'),
    )
    .join('；')

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec']
const englishWeekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

const englishDate = (plainDate: string): string => {
  const { year, month, day } = dateParts(plainDate)
  return `${day} ${englishMonths[month - 1]} ${year}`
}

const englishDateWithWeekday = (plainDate: string): string =>
  `${englishWeekdays[weekday(dateParts(plainDate).date) - 1]}, ${englishDate(plainDate)}`

const english = {
  /** `14 Dec 2026` */
  date: englishDate,
  /** `23 Nov 2026, 10:12`, China time. */
  instant: (instant: string): string => {
    const { day, time } = chinaWallClock(instant)
    return `${englishDate(day)}, ${time}`
  },
  /** `Mon, 14 Dec 2026`, an instant with its time. */
  moment: (moment: string): string => {
    if (!moment.includes('T')) return englishDateWithWeekday(moment)
    const { day, time } = chinaWallClock(moment)
    return `${englishDateWithWeekday(day)}, ${time}`
  },
  bytes: (bytes: number): string => formatBytes(bytes).replace('字节', 'bytes'),
  count: (count: number): string => count.toLocaleString('en'),
  /** `WQ33-7K` → `W, Q, 3, 3; 7, K`. */
  spelled: (code: string): string =>
    code
      .split(/[-\s]+/)
      .map((group) => [...group.toUpperCase()].join(', '))
      .join('; '),
}

/** The same in both languages of the public pages. */
export const formats = inBoth<typeof english>({
  zh: {
    date: formatDate,
    instant: formatInstant,
    moment: formatMoment,
    bytes: formatBytes,
    count: formatCount,
    spelled: spellOverThePhone,
  },
  en: english,
})
