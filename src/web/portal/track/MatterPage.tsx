import { portalPaths } from '../../../contract/paths.ts'
import type { MatterPageProps } from '../../../contract/portal/track.ts'
import { Details } from '../../ui/Details.tsx'
import { formatInstant } from '../../ui/format.ts'
import { Notice } from '../../ui/Notice.tsx'
import { StatusPanel } from '../../ui/StatusPanel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Timeline, type TimelineEntry } from '../../ui/Timeline.tsx'
import { DueDate, DueDetails } from '../DueDate.tsx'
import { Csrf, Page } from '../Page.tsx'

const nextWords = {
  institution: '下一步',
  applicant: '轮到您了',
  other: '下一步',
} satisfies Record<NonNullable<MatterPageProps['next']>['actor'], string>

export const MatterPage = (props: MatterPageProps) => {
  const { chrome, number, accountable, next, actions, deliverables } = props
  const open = actions.filter((action) => action.blockedBecause === undefined)
  const blocked = actions.filter((action) => action.blockedBecause !== undefined)
  const entries: TimelineEntry[] = [
    ...props.happened.map((entry) => ({ ...entry, state: 'done' as const })),
    ...props.coming.map((entry, index) => ({ ...entry, state: index === 0 ? ('now' as const) : ('todo' as const) })),
  ]
  return (
    <Page chrome={chrome} title={`${props.headline}（${number}）`} width="wide">
      <p className="crumb">
        事项编号 <span className="code">{number}</span>
        {props.subject.map((word) => ` · ${word}`)}
      </p>
      <h1>{props.headline}</h1>
      {props.explanation ? <p className="lead">{props.explanation}</p> : null}
      <StatusPanel
        headline={
          <>
            由 {accountable.href ? <a href={accountable.href}>{accountable.name}</a> : accountable.name} 负责
            {accountable.demo ? <Tag tone="demo">示范数据</Tag> : null}
          </>
        }
        more={
          <>
            {next?.due ? <DueDetails due={next.due} /> : null}
            {accountable.reasons.length > 0 ? (
              <Details summary="为什么是这个机构？">
                <ul>
                  {accountable.reasons.map((reason) => (
                    <li key={reason}>{reason}</li>
                  ))}
                </ul>
              </Details>
            ) : null}
          </>
        }
      >
        {next ? (
          <p>
            <b>{nextWords[next.actor]}</b>：{next.text}
            {next.due ? (
              <>
                ，<DueDate due={next.due} />
              </>
            ) : null}
          </p>
        ) : (
          <p>已经没有待办的步骤。</p>
        )}
        {accountable.phone ? <p>有疑问打电话：{accountable.phone}</p> : null}
      </StatusPanel>
      {deliverables.length > 0 ? (
        <Notice tone="ok" title="机构给您的文书">
          <ul>
            {deliverables.map((deliverable) => (
              <li key={deliverable.href}>
                <a href={deliverable.href}>{deliverable.title}</a>（{formatInstant(deliverable.issuedAt)}）
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {actions.length > 0 ? (
        <section className="now-section" aria-labelledby="actions-title">
          <h2 id="actions-title">现在可以做的</h2>
          {open.length > 0 ? (
            <div className="actions">
              {open.map((action, index) => (
                <a
                  className={index === 0 && next?.actor === 'applicant' ? 'btn' : 'btn quiet'}
                  href={action.href}
                  key={action.href}
                >
                  {action.label}
                </a>
              ))}
            </div>
          ) : (
            <p className="soft">现在不需要您做什么。</p>
          )}
          {blocked.length > 0 ? (
            <Details summary="为什么有的事现在不能做？">
              <ul>
                {blocked.map((action) => (
                  <li key={action.href}>
                    <b>{action.label}</b>：{action.blockedBecause}
                  </li>
                ))}
              </ul>
            </Details>
          ) : null}
        </section>
      ) : null}
      <section className="now-section" aria-labelledby="timeline-title">
        <h2 id="timeline-title">已经发生的和接下来的</h2>
        <Timeline entries={entries} />
      </section>
      <p className="hint">
        以上情况截至 <time dateTime={props.asOf}>{formatInstant(props.asOf)}</time>。 每次打开都会重新计算。
        <a href={portalPaths.trackPage('receipt')}>查看提交回执</a>
      </p>
      <form method="post" action={portalPaths.trackLeave()} className="leave">
        <Csrf chrome={chrome} />
        <button className="btn link" type="submit">
          看完了，退出查询
        </button>
      </form>
    </Page>
  )
}
