import { portalPaths } from '../../../contract/paths.ts'
import type { NoticeContents, NoticePageProps } from '../../../contract/portal/track.ts'
import { formatInstant } from '../../ui/format.ts'
import { Notice } from '../../ui/Notice.tsx'
import { DueDate, DueDetails } from '../DueDate.tsx'
import { Csrf, Page } from '../Page.tsx'

const titles = { supplement: '补正通知书', refusal: '不予受理决定书' } satisfies Record<NoticePageProps['kind'], string>

const SupplementContents = ({ contents }: { contents: Extract<NoticeContents, { kind: 'supplement' }> }) => (
  <>
    {contents.answered ? null : (
      <>
        <Notice tone="warn" title="请按时补交">
          <p>
            <DueDate due={contents.due} />
            。到期没有补交的，视为您撤回申请，办理终止。
          </p>
        </Notice>
        <DueDetails due={contents.due} />
      </>
    )}
    <h2>需要补充</h2>
    <ol className="steps">
      {contents.items.map((item) => (
        <li key={item} className="prose">
          {item}
        </li>
      ))}
    </ol>
  </>
)

const RefusalContents = ({ contents }: { contents: Extract<NoticeContents, { kind: 'refusal' }> }) => (
  <>
    <h2>理由</h2>
    <ul>
      {contents.grounds.map((ground) => (
        <li key={ground}>{ground}</li>
      ))}
    </ul>
    <p className="prose">{contents.reasons}</p>
    {contents.appealed ? null : (
      <>
        <Notice title="不同意，可以申诉">
          <p>
            向主管的知识产权管理部门申诉，
            <DueDate due={contents.due} />
            。不申诉也可以补齐条件后重新申请。
          </p>
        </Notice>
        <DueDetails due={contents.due} />
      </>
    )}
  </>
)

const nextButton = (contents: NoticeContents): { label: string; href: string } | null => {
  if (contents.kind === 'supplement') {
    return contents.answered ? null : { label: '现在补交', href: portalPaths.trackPage('supplement') }
  }
  return contents.appealed ? null : { label: '提出申诉', href: portalPaths.trackPage('appeal') }
}

/** POST `action=sign` with `noticeId` and `expectedVersion` signs for the notice. */
export const NoticePage = (props: NoticePageProps) => {
  const { chrome, received } = props
  const next = received ? nextButton(received.contents) : null
  return (
    <Page chrome={chrome} title={titles[props.kind]} width="wide">
      <p className="crumb">
        事项编号 <span className="code">{props.number}</span>
      </p>
      <h1>{titles[props.kind]}</h1>
      <p className="lead">
        {props.institution}，<span className="piece">{formatInstant(props.issuedAt)} 发出</span>
        {received ? (
          <>
            ，<span className="piece">{formatInstant(received.at)} 签收</span>
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
            <a className="back" href={portalPaths.trackPage('matter')}>
              返回进度
            </a>
          </div>
        </>
      ) : (
        <>
          <Notice title="签收后可以看到全文">
            <p>{props.termInWords}</p>
            <p>签收只表示收到，不表示同意其中的内容。</p>
          </Notice>
          <form method="post" action={portalPaths.trackPage('notice')}>
            <Csrf chrome={chrome} />
            <input type="hidden" name="expectedVersion" value={props.version} />
            <input type="hidden" name="noticeId" value={props.noticeId} />
            <div className="actions">
              <button className="btn" type="submit" name="action" value="sign">
                签收并查看
              </button>
              <a className="back" href={portalPaths.trackPage('matter')}>
                以后再说，返回
              </a>
            </div>
          </form>
        </>
      )}
    </Page>
  )
}
