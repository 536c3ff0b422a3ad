import type { Due } from '../../contract/portal/parts.ts'
import { inBoth } from '../../domain/kernel/language.ts'
import { Details } from '../ui/Details.tsx'
import { useFormats, useWords } from '../ui/language.tsx'

const words = inBoth({
  zh: {
    paused: '期限暂停计算',
    latest: '最迟',
    overdue: '（已超期）',
    provisional: '（暂定）',
    how: '这个日期怎么算的？',
    recount: '其中有的年份还没有公布放假安排，公布后会重新计算并告诉您。',
  },
  en: {
    paused: 'The clock is paused',
    latest: 'by',
    overdue: ' (overdue)',
    provisional: ' (provisional)',
    how: 'How was this date counted?',
    recount:
      'Public holidays of one of these years have not been announced. The date is counted anew when they are, and you will be told.',
  },
})

/** `{t.latest} 2026年12月14日（周一）`, or that the clock stands still. */
export const DueDate = ({ due }: { due: Due }) => {
  const t = useWords(words)
  const format = useFormats()
  if (due.until === null) return <span className="soft">{t.paused}</span>
  return (
    <>
      {t.latest}{' '}
      <time className={due.state === 'soon' || due.state === 'overdue' ? 'due' : 'due calm'} dateTime={due.until}>
        {format.moment(due.until)}
      </time>
      {due.state === 'overdue' ? <b className="due">{t.overdue}</b> : null}
      {due.provisional ? <span className="soft">{t.provisional}</span> : null}
    </>
  )
}

export const DueDetails = ({ due, open }: { due: Due; open?: boolean }) => {
  const t = useWords(words)
  return (
    <Details summary={t.how} open={open}>
      <ul>
        {due.derivation.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {due.provisional ? <li>{t.recount}</li> : null}
      </ul>
    </Details>
  )
}
