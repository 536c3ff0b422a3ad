import { portalPaths } from '../../../contract/paths.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { useWords } from '../../ui/language.tsx'

const words = inBoth({
  zh: { link: '以前申请过？用上次的信息', hint: '（要收一个验证码）' },
  en: { link: 'Applied before? Use your earlier answers', hint: ' (with a one-time code)' },
})

/** The way to earlier answers of the same applicant. */
export const ReuseLink = () => {
  const t = useWords(words)
  return (
    <p>
      <a href={portalPaths.applyReuse()}>{t.link}</a>
      <span className="soft">{t.hint}</span>
    </p>
  )
}
