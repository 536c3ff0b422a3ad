import type { HistoryEntry } from '../../../../contract/matter.ts'
import { momentInWords } from '../../words/moment.ts'
import { Hashes } from './Hashes.tsx'

/** What happened, newest first; each entry with the hashes that chain it to the one before. */
export const HistoryList = ({ history }: { history: readonly HistoryEntry[] }) => (
  <section className="card" aria-labelledby="history-title">
    <h2 id="history-title">经过</h2>
    <ol className="history" reversed>
      {[...history]
        .sort((a, b) => b.seq - a.seq)
        .map((entry) => (
          <li key={entry.seq} className={entry.actor.kind}>
            <b>
              {entry.actor.name} {entry.summary}
            </b>
            <time dateTime={entry.at} className="soft">
              {momentInWords(entry.at)}
            </time>
            {entry.detail.map((line) => (
              <p key={line} className="prose">
                {line}
              </p>
            ))}
            <Hashes sm3={entry.sm3} sha256={entry.sha256} />
          </li>
        ))}
    </ol>
  </section>
)
