import type { ReactNode } from 'react'
import type { MatterView } from '../../../../contract/matter.ts'
import { useCodeLists } from '../../api/code-lists.ts'
import { institutionName } from '../../words/institution-name.ts'
import { dayInWords, momentInWords } from '../../words/moment.ts'

/** What is asked and where; who asks stands in the list of parties. */
export const FactSheet = ({ matter }: { matter: MatterView }) => {
  const codes = useCodeLists()
  const { need } = matter
  const rights = need.rights.map(({ type, number, name }) =>
    [codes.label('right-types', type), number, name].filter((part) => part !== null && part !== '').join(' '),
  )
  return (
    <section className="card" aria-labelledby="facts-title">
      <h2 id="facts-title">事项</h2>
      <dl className="facts">
        <Fact name="权利">
          {rights.map((right) => (
            <div key={right}>{right}</div>
          ))}
        </Fact>
        <Fact name="想要">{need.services.map((service) => codes.label('services', service)).join('；')}</Fact>
        <Fact name="立场">{codes.label('positions', need.position)}</Fact>
        <Fact name="情形">{codes.label('scenes', need.scene)}</Fact>
        <Fact name="发生地">{need.occurredIn?.fullName ?? '未填写'}</Fact>
        <Fact name="所在地">{need.locatedIn?.fullName ?? '未填写'}</Fact>
        <Fact name="紧急">
          {codes.label('urgencies', need.urgency)}
          {need.urgentUntil === null ? '' : `，${dayInWords(need.urgentUntil)} 前`}
        </Fact>
        <Fact name="得知日期">{need.knownSince === null ? '未填写' : dayInWords(need.knownSince)}</Fact>
        <Fact name="提交">
          {momentInWords(matter.submittedAt)}，{codes.label('channels', matter.channel)}
        </Fact>
        <Fact name="承办人">{matter.handler?.name ?? '未指派'}</Fact>
        <Fact name="受理机构" wide>
          {institutionName(matter.holder)}
          {matter.holderWhy.length === 0 ? null : (
            <details>
              <summary>为什么是这家机构</summary>
              <ul className="bullets">
                {matter.holderWhy.map((why) => (
                  <li key={why}>{why}</li>
                ))}
              </ul>
            </details>
          )}
        </Fact>
        <Fact name="经过" wide>
          <span className="prose">{need.facts}</span>
        </Fact>
      </dl>
    </section>
  )
}

const Fact = ({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }) => (
  <div className={wide ? 'wide' : undefined}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
