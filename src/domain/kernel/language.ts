/** The languages of the public pages. Chinese is the one that counts; English says the same. */
export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

/** Anything said in every language. */
export type InBoth<Words> = Readonly<Record<Language, Words>>

/**
 * A table of words in two languages: the Chinese one gives the shape, and an English one that lacks a word, has one too many, or
 * takes other facts does not compile. Words with facts are functions of them.
 */
export const inBoth = <Words>(table: { zh: Words; en: NoInfer<Words> }): InBoth<Words> => table
