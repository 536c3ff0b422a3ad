import { portalPaths } from '../../../contract/paths.ts'
import type { DonePageProps } from '../../../contract/portal/track.ts'
import { DoneMark } from '../DoneMark.tsx'
import { DueDate, DueDetails } from '../DueDate.tsx'
import { Page } from '../Page.tsx'

/** Says that something done on a tracking page has arrived, and what follows. */
export const DonePage = ({ chrome, number, title, paragraphs, next }: DonePageProps) => (
  <Page chrome={chrome} title={title}>
    <div className="finish">
      <DoneMark />
      <h1>{title}</h1>
      <p className="soft">
        事项编号 <span className="code">{number}</span>
      </p>
    </div>
    {paragraphs.map((paragraph) => (
      <p key={paragraph}>{paragraph}</p>
    ))}
    {next ? (
      <>
        <p>
          <b>下一步</b>：{next.text}
          {next.due ? (
            <>
              ，<DueDate due={next.due} />
            </>
          ) : null}
        </p>
        {next.due ? <DueDetails due={next.due} /> : null}
      </>
    ) : null}
    <div className="actions">
      <a className="btn" href={portalPaths.trackPage('matter')}>
        看进度
      </a>
      <a href={portalPaths.home()}>回到首页</a>
    </div>
  </Page>
)
