import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { MatterView } from '../../../../contract/matter.ts'
import { workbenchPaths } from '../../../../contract/paths.ts'
import { useCodeLists } from '../../api/code-lists.ts'
import { momentInWords } from '../../words/moment.ts'
import { moneyFields } from './steps/money-fields.ts'

const solvedWords: Readonly<Record<string, string>> = { yes: '已解决', partly: '部分解决', no: '没有解决' }

/** How the matter stands or ended, as far as there is something to say: refusal, appeal, result, rating, archive. */
export const OutcomeNotes = ({ matter }: { matter: MatterView }) => {
  const codes = useCodeLists()
  const { refusal, notInArea, appeal, closing, ending, rating, archive } = matter
  const money = closing === null ? [] : moneyFields.filter(({ name }) => closing.money[name] !== null)
  const notes: (ReactNode | null)[] = [
    refusal && (
      <Note key="refusal" title="不予受理" at={refusal.at}>
        <ul className="bullets">
          {refusal.grounds.map((ground) => (
            <li key={ground}>{codes.label('refusal-grounds', ground)}</li>
          ))}
        </ul>
        <p className="prose">{refusal.reasons}</p>
      </Note>
    ),
    appeal && (
      <Note key="appeal" title="申诉" at={appeal.at}>
        <p className="prose">{appeal.reasons}</p>
        {appeal.outcome === null ? (
          <p className="soft">还没有答复</p>
        ) : (
          <p className="prose">
            <b>{appeal.outcome === 'upheld' ? '维持不予受理' : '撤销不予受理，转为受理'}</b>：{appeal.answer}
          </p>
        )}
      </Note>
    ),
    notInArea && (
      <Note key="area" title="不属于本机构辖区">
        <p className="prose">{notInArea.reasons}</p>
        {notInArea.advised === null ? null : (
          <p>
            建议去：
            <Link to={workbenchPaths.institutions({ text: notInArea.advised.name })}>{notInArea.advised.name}</Link>
          </p>
        )}
      </Note>
    ),
    closing && (
      <Note key="closing" title={`办结：${codes.label('result-codes', closing.resultCode)}`} at={closing.at}>
        <p className="prose">{closing.summary}</p>
        {money.length === 0 ? null : (
          <ul className="bullets">
            {money.map(({ name, label }) => (
              <li key={name}>
                {label}：{closing.money[name]?.toLocaleString('zh-CN')} 元
              </li>
            ))}
          </ul>
        )}
      </Note>
    ),
    ending && (
      <Note
        key="ending"
        title={
          ending.ground === null ? '撤回或者终止的理由' : `终止：${codes.label('termination-grounds', ending.ground)}`
        }
      >
        <p className="prose">{ending.reasons}</p>
      </Note>
    ),
    rating && (
      <Note
        key="rating"
        title={`评价：${rating.stars} 分，${solvedWords[rating.solved] ?? rating.solved}`}
        at={rating.at}
      >
        {rating.words === null ? null : <p className="prose">{rating.words}</p>}
      </Note>
    ),
    archive && <Note key="archive" title={`已归档，档号 ${archive.number}`} at={archive.at} />,
  ]
  const given = notes.filter((note) => note !== null)
  if (given.length === 0) return null
  return (
    <section className="card" aria-labelledby="outcome-title">
      <h2 id="outcome-title">结果</h2>
      {given}
    </section>
  )
}

const Note = ({ title, at, children }: { title: string; at?: string; children?: ReactNode }) => (
  <div className="note">
    <h3>
      {title} {at === undefined ? null : <span className="soft">{momentInWords(at)}</span>}
    </h3>
    {children}
  </div>
)
