import { portalPaths } from '../../../contract/paths.ts'
import type { TrackPageProps } from '../../../contract/portal/track.ts'
import { Details } from '../../ui/Details.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Csrf, Page } from '../Page.tsx'

/** Fields: `number`, `proof` (phone or query code). A wrong number and a wrong proof must get the same answer. */
export const TrackPage = ({ chrome, errors, values }: TrackPageProps) => (
  <Page chrome={chrome} title="查进度" error={errors.length > 0}>
    <ErrorSummary errors={errors} />
    <h1>查进度</h1>
    <p className="lead">不用注册。两样对上了，就能看到办到哪一步、谁负责、最迟哪天。</p>
    <form method="post" action={portalPaths.track()} noValidate>
      <Csrf chrome={chrome} />
      <TextField
        name="number"
        label="事项编号"
        hint="在回执上，例如 WQ33-7K4M-2D9X；大小写、横线都不要紧"
        value={values.number}
        width="half"
        autoComplete="off"
        spellCheck={false}
        errors={errors}
      />
      <TextField
        name="proof"
        label="手机号或查询码"
        hint="申请时填写的手机号，或提交后给您的查询码"
        value={values.proof}
        width="half"
        autoComplete="off"
        spellCheck={false}
        errors={errors}
      />
      <div className="actions">
        <button className="btn" type="submit">
          查进度
        </button>
      </div>
    </form>
    <Details summary="号码找不到了怎么办？">
      <p>
        可以带身份证件到办理机构查询，也可以打电话请机构核对身份后告诉您。
        <a href={portalPaths.institutions()}>找机构的电话和地址</a>
      </p>
    </Details>
  </Page>
)
