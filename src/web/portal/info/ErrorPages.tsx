import { portalPaths } from '../../../contract/paths.ts'
import type {
  FormExpiredPageProps,
  FormTooLargePageProps,
  NotFoundPageProps,
  SomethingWrongPageProps,
  TooManyRequestsPageProps,
} from '../../../contract/portal/info.ts'
import { formatBytes } from '../../ui/format.ts'
import { Page } from '../Page.tsx'

const WaysOn = () => (
  <div className="actions">
    <a className="btn" href={portalPaths.home()}>
      回到首页
    </a>
    <a className="btn quiet" href={portalPaths.track()}>
      查进度
    </a>
    <a href={portalPaths.institutions()}>找机构</a>
  </div>
)

/** Also the answer for what exists but is not theirs. */
export const NotFoundPage = ({ chrome }: NotFoundPageProps) => (
  <Page chrome={chrome} title="没有这个页面">
    <h1>没有这个页面</h1>
    <p>可能是网址输错了，或者链接已经过期。</p>
    <WaysOn />
  </Page>
)

export const SomethingWrongPage = ({ chrome }: SomethingWrongPageProps) => (
  <Page chrome={chrome} title="出了点问题">
    <h1>出了点问题，是我们的原因</h1>
    <p>请过几分钟再试。已经保存的内容不会丢；如果刚才在提交申请，请先查进度，再决定要不要重新提交。</p>
    <p>
      联系我们时，请提供这个编号：<b className="code">{chrome.requestId}</b>
    </p>
    <WaysOn />
  </Page>
)

export const TooManyRequestsPage = ({ chrome, retryAfterSeconds }: TooManyRequestsPageProps) => (
  <Page chrome={chrome} title="请稍等">
    <h1>操作太快了，请稍等</h1>
    <p>
      请在 <b>{retryAfterSeconds < 60 ? `${retryAfterSeconds} 秒` : `${Math.ceil(retryAfterSeconds / 60)} 分钟`}</b>
      后再试。这是为了防止有人反复猜测别人的号码。着急的话，可以打电话给机构。
    </p>
    <WaysOn />
  </Page>
)

const expired = {
  form: {
    heading: '页面放得太久，已经失效',
    text: '为了保护您的信息，长时间不用的页面会失效。之前每一步保存过的内容还在，请重新打开这一页再填一次。',
    again: '重新打开',
  },
  application: {
    heading: '这个浏览器里找不到您没填完的申请',
    text: '可能放得太久，保存的内容已经到期删除；也可能浏览器的记录被清除了。刚才这一页填的内容没有保存，请重新开始。',
    again: '重新开始',
  },
  tracking: {
    heading: '离开太久，请重新查询',
    text: '为了保护您的信息，半小时没有操作就会退出查询。刚才填写的内容还没有交给机构，请重新查询后再填一次。',
    again: '重新查询',
  },
} as const

export const FormExpiredPage = ({ chrome, backHref, lost }: FormExpiredPageProps) => {
  const told = expired[lost ?? 'form']
  return (
    <Page chrome={chrome} title={told.heading}>
      <h1>{told.heading}</h1>
      <p>{told.text}</p>
      {backHref ? (
        <div className="actions">
          <a className="btn" href={backHref}>
            {told.again}
          </a>
          <a href={portalPaths.home()}>回到首页</a>
        </div>
      ) : (
        <WaysOn />
      )}
    </Page>
  )
}

export const FormTooLargePage = ({ chrome, maxBytes, backHref }: FormTooLargePageProps) => (
  <Page chrome={chrome} title="文件太大了">
    <h1>文件太大，没有收到</h1>
    <p>一次最多 {formatBytes(maxBytes)}。可以分几次上传，或者把照片、视频压缩一下再传。之前保存的内容都还在。</p>
    {backHref ? (
      <div className="actions">
        <a className="btn" href={backHref}>
          返回重新上传
        </a>
      </div>
    ) : (
      <WaysOn />
    )}
  </Page>
)
