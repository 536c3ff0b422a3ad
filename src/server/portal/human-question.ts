import type { InBoth } from '../../domain/kernel/language.ts'

/** A sum in words, and what is right. */
export interface HumanQuestion {
  readonly words: InBoth<string>
  readonly answer: number
}

const zh = [
  '零',
  '一',
  '二',
  '三',
  '四',
  '五',
  '六',
  '七',
  '八',
  '九',
  '十',
  '十一',
  '十二',
  '十三',
  '十四',
  '十五',
  '十六',
  '十七',
  '十八',
]
const en =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen'.split(
    ' ',
  )

/** @param dice a whole number from 0, below its argument. Nothing goes below zero or needs more than ten fingers twice. */
export const humanQuestion = (dice: (below: number) => number): HumanQuestion => {
  const one = 1 + dice(9)
  const other = 1 + dice(9)
  if (dice(2) === 0) {
    return {
      words: { zh: `${zh[one]}加${zh[other]}等于几？`, en: `How much is ${en[one]} plus ${en[other]}?` },
      answer: one + other,
    }
  }
  const [more, less] = [Math.max(one, other), Math.min(one, other)]
  return {
    words: { zh: `${zh[more]}减${zh[less]}等于几？`, en: `How much is ${en[more]} minus ${en[less]}?` },
    answer: more - less,
  }
}

/** A number from 0 to 18 as people write it: `12`, `１２`, `十二`, `twelve`; null when it is none. */
export const readAnswer = (typed: string): number | null => {
  const text = typed
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[.。]$/, '')
    .replace('两', '二')
    .replace('〇', '零')
  if (/^\d{1,2}$/.test(text)) return Number(text)
  const found = [zh, en].map((words) => words.indexOf(text)).find((index) => index >= 0)
  return found ?? null
}
