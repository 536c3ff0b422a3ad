import { portalPaths } from '../../../contract/paths.ts'
import type { UnfinishedPageProps } from '../../../contract/portal/apply.ts'
import { formatInstant } from '../../ui/format.ts'
import { Csrf, Page } from '../Page.tsx'

/** Somebody starts an application while another is still open in this browser. POST `/apply/unfinished` starts afresh. */
export const UnfinishedPage = ({ chrome, savedAt, kindLabel, continueHref, start }: UnfinishedPageProps) => (
  <Page chrome={chrome} title="有一份没填完">
    <h1>您有一份没填完的申请</h1>
    <p className="lead">
      {kindLabel}，最后保存于 <time dateTime={savedAt}>{formatInstant(savedAt)}</time>。
    </p>
    <form method="post" action={portalPaths.applyUnfinished()}>
      <Csrf chrome={chrome} />
      {start.kind ? <input type="hidden" name="kind" value={start.kind} /> : null}
      {start.scene ? <input type="hidden" name="scene" value={start.scene} /> : null}
      <div className="actions">
        <a className="btn" href={continueHref}>
          接着填
        </a>
        <button className="btn quiet" type="submit" name="action" value="restart">
          不要了，重新开始
        </button>
      </div>
    </form>
    <p className="hint">重新开始会删除没填完的那一份和已上传的材料。</p>
  </Page>
)
