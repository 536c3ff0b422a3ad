import { createContext, type ReactNode, useContext } from 'react'
import type { InBoth, Language } from '../../domain/kernel/language.ts'
import { formats } from './format.ts'

/** Set once around a page by whoever renders it; the workbench is Chinese. */
export const LanguageContext = createContext<Language>('zh')

export const useLanguage = (): Language => useContext(LanguageContext)

/** The words of a table in the page's language. */
export const useWords = <Words,>(table: InBoth<Words>): Words => table[useLanguage()]

/** Days, instants, sizes and counts as the page's language writes them. */
export const useFormats = () => formats[useLanguage()]

/** What stays Chinese on an English page (a name, something typed), so that it is read aloud as Chinese. */
export const InChinese = ({ children }: { children: ReactNode }) =>
  useLanguage() === 'zh' ? children : <span lang="zh-CN">{children}</span>
