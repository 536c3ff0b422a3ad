import { portalPaths } from '../../../contract/paths.ts'
import type { DonePageProps } from '../../../contract/portal/track.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { useWords } from '../../ui/language.tsx'
import { DoneMark } from '../DoneMark.tsx'
import { DueDate, DueDetails } from '../DueDate.tsx'
import { Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    number: '事项编号 ',
    next: '下一步',
    colon: '：',
    comma: '，',
    progress: '看进度',
    home: '回到首页',
  },
  en: {
    number: 'Matter number ',
    next: 'Next',
    colon: ': ',
    comma: ', ',
    progress: 'See the progress',
    home: 'Home',
  },
})

/** Says that something done on a tracking page has arrived, and what follows. */
export const DonePage = ({ chrome, number, title, paragraphs, next }: DonePageProps) => {
  const t = useWords(words)
  return (
    <Page chrome={chrome} title={title}>
      <div className="finish">
        <DoneMark />
        <h1>{title}</h1>
        <p className="soft">
          {t.number}
          <span className="code">{number}</span>
        </p>
      </div>
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {next ? (
        <>
          <p>
            <b>{t.next}</b>
            {t.colon}
            {next.text}
            {next.due ? (
              <>
                {t.comma}
                <DueDate due={next.due} />
              </>
            ) : null}
          </p>
          {next.due ? <DueDetails due={next.due} /> : null}
        </>
      ) : null}
      <div className="actions">
        <a className="btn" href={portalPaths.trackPage('matter')}>
          {t.progress}
        </a>
        <a href={portalPaths.home()}>{t.home}</a>
      </div>
    </Page>
  )
}
