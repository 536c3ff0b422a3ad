import { portalPaths } from '../../../contract/paths.ts'
import type { SubmittedPageProps } from '../../../contract/portal/apply.ts'
import { formatInstant, spellOverThePhone } from '../../ui/format.ts'
import { Notice } from '../../ui/Notice.tsx'
import { DoneMark } from '../DoneMark.tsx'
import { DueDate, DueDetails } from '../DueDate.tsx'
import { Page } from '../Page.tsx'

export const SubmittedPage = ({
  chrome,
  number,
  queryCode,
  submittedAt,
  kindLabel,
  institution,
  nextStep,
  due,
}: SubmittedPageProps) => (
  <Page chrome={chrome} title="已经提交" width="wide">
    <div className="finish">
      <DoneMark />
      <h1>
        已经提交，
        <wbr />
        请记下两个号码
      </h1>
      <p className="soft">
        {kindLabel} · <time dateTime={submittedAt}>{formatInstant(submittedAt)}</time>
      </p>
    </div>
    <dl className="codes">
      <div>
        <dt>事项编号</dt>
        <dd>
          <b className="code">{number}</b>
          <span>念给别人听：{spellOverThePhone(number)}</span>
        </dd>
      </div>
      <div>
        <dt>查询码</dt>
        <dd>
          <b className="code">{queryCode}</b>
          <span>念给别人听：{spellOverThePhone(queryCode)}</span>
        </dd>
      </div>
    </dl>
    <Notice title="怎样查进度">
      <p>
        用事项编号，加上您的手机号或查询码。查询码相当于钥匙，只告诉替您办事的人；没有手机号时只能靠它，请拍照或打印留存。
      </p>
    </Notice>
    <h2>接下来</h2>
    <ol className="steps">
      <li>
        <b>{institution.name}</b>
        {institution.phone ? `（电话 ${institution.phone}）` : null}
        负责办理。
      </li>
      <li>
        {nextStep}
        {due ? (
          <>
            ，<DueDate due={due} />
          </>
        ) : null}
        。
      </li>
      <li>材料不够时，机构会发补正通知；在“查进度”里签收、补交。</li>
    </ol>
    {due ? <DueDetails due={due} /> : null}
    <div className="actions">
      <a className="btn" href={portalPaths.applyReceipt()}>
        打印回执
      </a>
      <a className="btn quiet" href={portalPaths.track()}>
        查进度
      </a>
      <a href={portalPaths.home()}>回到首页</a>
    </div>
  </Page>
)
