import { portalPaths } from '../../../contract/paths.ts'
import type { MatterPageProps } from '../../../contract/portal/track.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { Details } from '../../ui/Details.tsx'
import { InChinese, useFormats, useWords } from '../../ui/language.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { StatusPanel } from '../../ui/StatusPanel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Timeline, type TimelineEntry } from '../../ui/Timeline.tsx'
import { DueDate, DueDetails } from '../DueDate.tsx'
import { Csrf, Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    title: (headline: string, number: string) => `${headline}（${number}）`,
    number: '事项编号 ',
    responsible: { before: '由 ', after: ' 负责' },
    demo: '示范数据',
    whyThisOne: '为什么是这个机构？',
    next: { institution: '下一步', applicant: '轮到您了', other: '下一步' },
    colon: '：',
    comma: '，',
    nothingLeft: '已经没有待办的步骤。',
    phone: '有疑问打电话：',
    deliverables: '机构给您的书面意见',
    documents: '文书',
    waits: '一份文书，等您签收',
    revoked: '（已撤销）',
    on: (when: string) => `（${when}）`,
    now: '现在可以做的',
    nothingNow: '现在不需要您做什么。',
    whyNot: '为什么有的事现在不能做？',
    history: '已经发生的和接下来的',
    messages: '留言',
    unread: (count: number) => `机构给您留言了，${count} 条没有看`,
    look: '查看和回复',
    write: '给机构留言',
    all: (count: number) => `看全部 ${count} 条留言，或者再写一条`,
    asOf: '以上情况截至 ',
    recomputed: '。 每次打开都会重新计算。',
    receipt: '查看提交回执',
    leave: '看完了，退出查询',
  },
  en: {
    title: (headline, number) => `${headline} (${number})`,
    number: 'Matter number ',
    responsible: { before: '', after: ' is responsible' },
    demo: 'demo data',
    whyThisOne: 'Why this institution?',
    next: { institution: 'Next', applicant: 'Your turn', other: 'Next' },
    colon: ': ',
    comma: ', ',
    nothingLeft: 'No step is left to do.',
    phone: 'Questions? Call ',
    deliverables: 'Written results from the institution',
    documents: 'Documents',
    waits: 'A document that waits for your signature',
    revoked: ' (revoked)',
    on: (when) => ` (${when})`,
    now: 'What you can do now',
    nothingNow: 'There is nothing for you to do now.',
    whyNot: 'Why can some things not be done now?',
    history: 'What has happened and what comes',
    messages: 'Messages',
    unread: (count) => `The institution has written to you: ${count} unread`,
    look: 'Read and answer',
    write: 'Write to the institution',
    all: (count) => `See all ${count} messages, or write another`,
    asOf: 'As of ',
    recomputed: '. Counted anew each time you open this page. ',
    receipt: 'See the receipt',
    leave: 'Done, leave this matter',
  },
})

export const MatterPage = (props: MatterPageProps) => {
  const t = useWords(words)
  const format = useFormats()
  const { chrome, number, accountable, next, actions, deliverables } = props
  const open = actions.filter((action) => action.blockedBecause === undefined)
  const blocked = actions.filter((action) => action.blockedBecause !== undefined)
  const entries: TimelineEntry[] = [
    ...props.happened.map((entry) => ({ ...entry, state: 'done' as const })),
    ...props.coming.map((entry, index) => ({ ...entry, state: index === 0 ? ('now' as const) : ('todo' as const) })),
  ]
  return (
    <Page chrome={chrome} title={t.title(props.headline, number)} width="wide">
      <p className="crumb">
        {t.number}
        <span className="code">{number}</span>
        {props.subject.map((word) => ` · ${word}`)}
      </p>
      <h1>{props.headline}</h1>
      {props.explanation ? <p className="lead">{props.explanation}</p> : null}
      <StatusPanel
        headline={
          <>
            {t.responsible.before}
            <InChinese>
              {accountable.href ? <a href={accountable.href}>{accountable.name}</a> : accountable.name}
            </InChinese>
            {t.responsible.after}
            {accountable.demo ? <Tag tone="demo">{t.demo}</Tag> : null}
          </>
        }
        more={
          <>
            {next?.due ? <DueDetails due={next.due} /> : null}
            {accountable.reasons.length > 0 ? (
              <Details summary={t.whyThisOne}>
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
            <b>{t.next[next.actor]}</b>
            {t.colon}
            {next.text}
            {next.due ? (
              <>
                {t.comma}
                <DueDate due={next.due} />
              </>
            ) : null}
          </p>
        ) : (
          <p>{t.nothingLeft}</p>
        )}
        {accountable.phone ? (
          <p>
            {t.phone}
            {accountable.phone}
          </p>
        ) : null}
      </StatusPanel>
      {deliverables.length > 0 ? (
        <Notice tone="ok" title={t.deliverables}>
          <ul>
            {deliverables.map((deliverable) => (
              <li key={deliverable.href}>
                <a href={deliverable.href}>{deliverable.title}</a>
                {t.on(format.instant(deliverable.issuedAt))}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {props.documents.length > 0 ? (
        <section className="now-section" aria-labelledby="documents-title">
          <h2 id="documents-title">{t.documents}</h2>
          <ul>
            {props.documents.map((document) => (
              <li key={document.href}>
                <a href={document.href}>{document.title ?? t.waits}</a>
                {document.state === 'revoked' ? t.revoked : null}{' '}
                <span className="soft">
                  {document.number ? <InChinese>{document.number}</InChinese> : null} {format.date(document.issuedOn)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {actions.length > 0 ? (
        <section className="now-section" aria-labelledby="actions-title">
          <h2 id="actions-title">{t.now}</h2>
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
            <p className="soft">{t.nothingNow}</p>
          )}
          {blocked.length > 0 ? (
            <Details summary={t.whyNot}>
              <ul>
                {blocked.map((action) => (
                  <li key={action.href}>
                    <b>{action.label}</b>
                    {t.colon}
                    {action.blockedBecause}
                  </li>
                ))}
              </ul>
            </Details>
          ) : null}
        </section>
      ) : null}
      <section className="now-section" aria-labelledby="messages-title">
        <h2 id="messages-title">{t.messages}</h2>
        {props.messages.unread > 0 ? (
          <Notice tone="warn" title={t.unread(props.messages.unread)}>
            <p>
              <a href={portalPaths.trackPage('messages')}>{t.look}</a>
            </p>
          </Notice>
        ) : (
          <p>
            <a href={portalPaths.trackPage('messages')}>
              {props.messages.total === 0 ? t.write : t.all(props.messages.total)}
            </a>
          </p>
        )}
      </section>
      <section className="now-section" aria-labelledby="timeline-title">
        <h2 id="timeline-title">{t.history}</h2>
        <Timeline entries={entries} />
      </section>
      <p className="hint">
        {t.asOf}
        <time dateTime={props.asOf}>{format.instant(props.asOf)}</time>
        {t.recomputed}
        <a href={portalPaths.trackPage('receipt')}>{t.receipt}</a>
      </p>
      <form method="post" action={portalPaths.trackLeave()} className="leave">
        <Csrf chrome={chrome} />
        <button className="btn link" type="submit">
          {t.leave}
        </button>
      </form>
    </Page>
  )
}
