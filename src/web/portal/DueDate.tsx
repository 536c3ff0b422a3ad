import type { Due } from '../../contract/portal/parts.ts'
import { Details } from '../ui/Details.tsx'
import { formatMoment } from '../ui/format.ts'

/** `最迟 2026年12月14日（周一）`, or that the clock stands still. */
export const DueDate = ({ due }: { due: Due }) => {
  if (due.until === null) return <span className="soft">期限暂停计算</span>
  return (
    <>
      最迟{' '}
      <time className={due.state === 'soon' || due.state === 'overdue' ? 'due' : 'due calm'} dateTime={due.until}>
        {formatMoment(due.until)}
      </time>
      {due.state === 'overdue' ? <b className="due">（已超期）</b> : null}
      {due.provisional ? <span className="soft">（暂定）</span> : null}
    </>
  )
}

export const DueDetails = ({ due, open }: { due: Due; open?: boolean }) => (
  <Details summary="这个日期怎么算的？" open={open}>
    <ul>
      {due.derivation.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
      {due.provisional ? <li>其中有的年份还没有公布放假安排，公布后会重新计算并告诉您。</li> : null}
    </ul>
  </Details>
)
