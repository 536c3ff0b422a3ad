import type { InBoth, Language } from '../domain/kernel/language.ts'

/*
 * Schemas are built once and used by everybody, so their messages ask for the language when they are needed. A schema parses
 * without waiting for anything, so the language that was set around it can't become another meanwhile. The loser was a schema for
 * each language: twice the types, and every caller would have to choose.
 */
let current: Language = 'zh'

/** Runs `work`, which must not wait for anything, with messages in this language. */
export const speaking = <T>(language: Language, work: () => T): T => {
  const before = current
  current = language
  try {
    return work()
  } finally {
    current = before
  }
}

/** One of both, in the language that is being spoken. */
export const spoken = <Words>(words: InBoth<Words>): Words => words[current]

/** What `work` says in each language. It must not wait for anything, and say the same things in the same order. */
export const inEach = <T>(work: () => T): InBoth<T> => ({ zh: speaking('zh', work), en: speaking('en', work) })

/** The message of a schema in two languages: `z.string().min(1, { error: said('请填写', 'Fill this in') })`. */
export const said = (zh: string, en: string) => (): string => spoken({ zh, en })
