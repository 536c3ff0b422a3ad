import type { ReactNode } from 'react'
import { formatInstant } from './format.ts'

export type TimelineEntry = { title: string; at?: string; note?: ReactNode; state: 'done' | 'now' | 'todo' }

const stateWords = { done: '已完成', now: '正在进行', todo: '接下来' } satisfies Record<TimelineEntry['state'], string>

/** What happened and what comes, oldest first. State is said in words too, not by the dot alone. */
export const Timeline = ({ entries }: { entries: readonly TimelineEntry[] }) => (
  <ol className="timeline">
    {entries.map((entry) => (
      <li key={`${entry.title} ${entry.at ?? ''}`} className={entry.state}>
        <span className="vh">{stateWords[entry.state]}：</span>
        {entry.state === 'todo' ? entry.title : <b>{entry.title}</b>}
        {entry.at ? <time dateTime={entry.at}>{formatInstant(entry.at)}</time> : null}
        {entry.note ? <span className="note">{entry.note}</span> : null}
      </li>
    ))}
  </ol>
)
