import type { MatterView } from '../../../../contract/matter.ts'
import { useCodeLists } from '../../api/code-lists.ts'
import { momentInWords } from '../../words/moment.ts'

export const DeliverableList = ({ matter }: { matter: MatterView }) => {
  const codes = useCodeLists()
  if (matter.deliverables.length === 0) return null
  return (
    <section className="card" aria-labelledby="deliverables-title">
      <h2 id="deliverables-title">书面意见 {matter.deliverables.length} 份</h2>
      <ul className="papers">
        {matter.deliverables.map((one) => {
          const disclaimer = codes.entries('deliverable-kinds').find((entry) => entry.code === one.kind)?.disclaimer
          return (
            <li key={one.deliverableId}>
              <details>
                <summary>
                  <b>{one.title}</b>
                  <span className="soft">
                    {' '}
                    {codes.label('deliverable-kinds', one.kind)} · {one.issuedBy} · {momentInWords(one.issuedAt)}
                  </span>
                </summary>
                <p className="prose">{one.body}</p>
                {disclaimer ? <p className="soft">{disclaimer}</p> : null}
              </details>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
