import { portalPaths } from '../../../contract/paths.ts'
import type { NoticeContents, NoticePageProps } from '../../../contract/portal/track.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { InChinese, useFormats, useWords } from '../../ui/language.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { DueDate, DueDetails } from '../DueDate.tsx'
import { Csrf, Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    titles: { supplement: '补正通知书', refusal: '不予受理决定书' },
    inTime: '请按时补交',
    orElse: '。到期没有补交的，视为您撤回申请，办理终止。',
    needed: '需要补充',
    reasons: '理由',
    disagree: '不同意，可以申诉',
    appealTo: '向主管的知识产权管理部门申诉，',
    orAgain: '。不申诉也可以补齐条件后重新申请。',
    supplementNow: '现在补交',
    appeal: '提出申诉',
    number: '事项编号 ',
    issued: (when: string) => `${when} 发出`,
    signed: (when: string) => `${when} 签收`,
    comma: '，',
    back: '返回进度',
    document: '看盖章的文书（PDF）',
    signFirst: '签收后可以看到全文',
    signMeans: '签收只表示收到，不表示同意其中的内容。',
    sign: '签收并查看',
    later: '以后再说，返回',
  },
  en: {
    titles: { supplement: 'Notice to supplement', refusal: 'Decision to refuse' },
    inTime: 'Please hand in on time',
    orElse: '. After that day the application counts as withdrawn and the matter ends.',
    needed: 'What is needed',
    reasons: 'Reasons',
    disagree: 'If you disagree, you may appeal',
    appealTo: 'Appeal to the intellectual property authority in charge, ',
    orAgain: '. You may also apply again once the conditions are met.',
    supplementNow: 'Hand in now',
    appeal: 'Appeal',
    number: 'Matter number ',
    issued: (when) => `issued ${when}`,
    signed: (when) => `signed for ${when}`,
    comma: ', ',
    back: 'Back to the matter',
    document: 'The document itself (PDF)',
    signFirst: 'You can read it after signing for it',
    signMeans: 'Signing means that you have received it, not that you agree with it.',
    sign: 'Sign for it and read',
    later: 'Later, go back',
  },
})

const SupplementContents = ({ contents }: { contents: Extract<NoticeContents, { kind: 'supplement' }> }) => {
  const t = useWords(words)
  return (
    <>
      {contents.answered ? null : (
        <>
          <Notice tone="warn" title={t.inTime}>
            <p>
              <DueDate due={contents.due} />
              {t.orElse}
            </p>
          </Notice>
          <DueDetails due={contents.due} />
        </>
      )}
      <h2>{t.needed}</h2>
      <ol className="steps">
        {contents.items.map((item) => (
          <li key={item} className="prose">
            <InChinese>{item}</InChinese>
          </li>
        ))}
      </ol>
    </>
  )
}

const RefusalContents = ({ contents }: { contents: Extract<NoticeContents, { kind: 'refusal' }> }) => {
  const t = useWords(words)
  return (
    <>
      <h2>{t.reasons}</h2>
      <ul>
        {contents.grounds.map((ground) => (
          <li key={ground}>{ground}</li>
        ))}
      </ul>
      <p className="prose">
        <InChinese>{contents.reasons}</InChinese>
      </p>
      {contents.appealed ? null : (
        <>
          <Notice title={t.disagree}>
            <p>
              {t.appealTo}
              <DueDate due={contents.due} />
              {t.orAgain}
            </p>
          </Notice>
          <DueDetails due={contents.due} />
        </>
      )}
    </>
  )
}

const nextButton = (contents: NoticeContents, t: (typeof words)['zh']): { label: string; href: string } | null => {
  if (contents.kind === 'supplement') {
    return contents.answered ? null : { label: t.supplementNow, href: portalPaths.trackPage('supplement') }
  }
  return contents.appealed ? null : { label: t.appeal, href: portalPaths.trackPage('appeal') }
}

/** POST `action=sign` with `noticeId` and `expectedVersion` signs for the notice. */
export const NoticePage = (props: NoticePageProps) => {
  const t = useWords(words)
  const format = useFormats()
  const { chrome, received } = props
  const next = received ? nextButton(received.contents, t) : null
  return (
    <Page chrome={chrome} title={t.titles[props.kind]} width="wide">
      <p className="crumb">
        {t.number}
        <span className="code">{props.number}</span>
      </p>
      <h1>{t.titles[props.kind]}</h1>
      <p className="lead">
        <InChinese>{props.institution}</InChinese>
        {t.comma}
        <span className="piece">{t.issued(format.instant(props.issuedAt))}</span>
        {received ? (
          <>
            {t.comma}
            <span className="piece">{t.signed(format.instant(received.at))}</span>
          </>
        ) : null}
      </p>
      {received ? (
        <>
          {received.contents.kind === 'supplement' ? (
            <SupplementContents contents={received.contents} />
          ) : (
            <RefusalContents contents={received.contents} />
          )}
          <div className="actions">
            {next ? (
              <a className="btn" href={next.href}>
                {next.label}
              </a>
            ) : null}
            {received.documentHref ? (
              <a className="btn quiet" href={received.documentHref}>
                {t.document}
              </a>
            ) : null}
            <a className="back" href={portalPaths.trackPage('matter')}>
              {t.back}
            </a>
          </div>
        </>
      ) : (
        <>
          <Notice title={t.signFirst}>
            <p>{props.termInWords}</p>
            <p>{t.signMeans}</p>
          </Notice>
          <form method="post" action={portalPaths.trackPage('notice')}>
            <Csrf chrome={chrome} />
            <input type="hidden" name="expectedVersion" value={props.version} />
            <input type="hidden" name="noticeId" value={props.noticeId} />
            <div className="actions">
              <button className="btn" type="submit" name="action" value="sign">
                {t.sign}
              </button>
              <a className="back" href={portalPaths.trackPage('matter')}>
                {t.later}
              </a>
            </div>
          </form>
        </>
      )}
    </Page>
  )
}
