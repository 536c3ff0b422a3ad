import { portalPaths } from '../../../contract/paths.ts'
import type { DeliverablePageProps } from '../../../contract/portal/track.ts'
import { formatInstant } from '../../ui/format.ts'
import { Page } from '../Page.tsx'

export const DeliverablePage = (props: DeliverablePageProps) => (
  <Page chrome={props.chrome} title={props.title} width="wide">
    <p className="crumb">
      事项编号 <span className="code">{props.number}</span>
    </p>
    <article className="document">
      <p className="kind">{props.kindLabel}</p>
      <h1>{props.title}</h1>
      {props.body.split(/\n{2,}/).map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a document's paragraphs keep their order and may repeat
        <p className="prose" key={index}>
          {paragraph}
        </p>
      ))}
      <p className="signed">
        {props.institution}
        <br />
        承办人：{props.issuedBy}
        <br />
        <time dateTime={props.issuedAt}>{formatInstant(props.issuedAt)}</time>
      </p>
      {props.disclaimer ? <p className="disclaimer">{props.disclaimer}</p> : null}
    </article>
    <div className="actions no-print">
      <a className="back" href={portalPaths.trackPage('matter')}>
        返回进度
      </a>
      <span className="soft">用浏览器的打印功能，可以打印或存为 PDF。</span>
    </div>
  </Page>
)
