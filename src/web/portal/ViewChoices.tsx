import { portalPaths } from '../../contract/paths.ts'
import type { Chrome } from '../../contract/portal/parts.ts'
import { inBoth } from '../../domain/kernel/language.ts'
import { useWords } from '../ui/language.tsx'

/** Whoever needs the other language can't read this one: each speaks for itself. */
const languages = inBoth({
  zh: { name: '中文', tag: 'zh-CN', offer: '本页有中文版。', take: '看中文版', other: 'en' as 'zh' | 'en' },
  en: { name: 'English', tag: 'en', offer: 'This page is available in English.', take: 'Read in English', other: 'zh' },
})

const words = inBoth({
  zh: {
    choices: '语言和显示方式',
    ease: { off: '大字简洁版', on: '退出大字简洁版' },
    contrast: { off: '高对比度', on: '退出高对比度' },
  },
  en: {
    choices: 'Language and display',
    ease: { off: 'Large and simple', on: 'Leave large and simple' },
    contrast: { off: 'High contrast', on: 'Leave high contrast' },
  },
})

/** Links to this same page in the other language, larger and simpler, or in high contrast. Plain links: they need no script. */
export const ViewChoices = ({ chrome }: { chrome: Chrome }) => {
  const t = useWords(words)
  const { here, view } = chrome
  const other = languages[languages[view.language].other]
  return (
    <nav className="views" aria-label={t.choices}>
      <a
        href={portalPaths.seenAs(here, { language: languages[view.language].other })}
        lang={other.tag}
        hrefLang={other.tag}
        rel="nofollow"
      >
        {other.name}
      </a>
      {(['ease', 'contrast'] as const).map((choice) => (
        <a
          key={choice}
          href={portalPaths.seenAs(here, { [choice]: view[choice] ? 'off' : 'on' })}
          rel="nofollow"
          className={view[choice] ? 'on' : undefined}
        >
          {t[choice][view[choice] ? 'on' : 'off']}
        </a>
      ))}
    </nav>
  )
}

/** One line above the page, when the browser asks for a language that nobody has chosen yet. */
export const OfferedLanguage = ({ chrome: { here, offered } }: { chrome: Chrome }) => {
  if (offered === undefined) return null
  const { tag, offer, take } = languages[offered]
  return (
    <p className="offer" lang={tag}>
      <span className="wrap">
        {offer}{' '}
        <a href={portalPaths.seenAs(here, { language: offered })} hrefLang={tag} rel="nofollow">
          {take}
        </a>
      </span>
    </p>
  )
}
