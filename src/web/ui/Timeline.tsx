import type { ReactNode } from 'react'
import { inBoth } from '../../domain/kernel/language.ts'
import { useFormats, useWords } from './language.tsx'

export type TimelineEntry = { title: string; at?: string; note?: ReactNode; state: 'done' | 'now' | 'todo' }

const words = inBoth<Record<TimelineEntry['state'], string>>({
  zh: { done: '已完成：', now: '正在进行：', todo: '接下来：' },
  en: { done: 'Done: ', now: 'Now: ', todo: 'Next: ' },
})

/** What happened and what comes, oldest first. State is said in words too, not by the dot alone. */
export const Timeline = ({ entries }: { entries: readonly TimelineEntry[] }) => {
  const t = useWords(words)
  const format = useFormats()
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={`${entry.title} ${entry.at ?? ''}`} className={entry.state}>
          <span className="vh">{t[entry.state]}</span>
          {entry.state === 'todo' ? entry.title : <b>{entry.title}</b>}
          {entry.at ? <time dateTime={entry.at}>{format.instant(entry.at)}</time> : null}
          {entry.note ? <span className="note">{entry.note}</span> : null}
        </li>
      ))}
    </ol>
  )
}
