import { portalPaths } from '../../../contract/paths.ts'
import type { ConsentPageProps } from '../../../contract/portal/apply.ts'
import { Tick } from '../../ui/choices.tsx'
import { PrivacyNotice } from '../PrivacyNotice.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

/** Fields: `consent`, `consentSensitive` (only when there is sensitive data), `truth`: `yes` or absent; `submissionId`. */
export const ConsentPage = ({ notice, sensitive, submissionId, values, ...question }: ConsentPageProps) => (
  <QuestionPage
    {...question}
    title="同意和声明"
    heading="最后一步：同意和声明"
    lead="请先看看我们怎样使用您的信息。"
    submit="提交申请"
  >
    {submissionId ? <input type="hidden" name="submissionId" value={submissionId} /> : null}
    <div className="panel">
      <PrivacyNotice {...notice} />
      <p>
        <a href={portalPaths.privacy()}>完整的隐私说明</a>
      </p>
    </div>
    <Tick
      name="consent"
      label="我同意为办理这件事处理上述个人信息"
      checked={values.consent === 'yes'}
      errors={question.errors}
    />
    {sensitive.length > 0 ? (
      <Tick
        name="consentSensitive"
        label={`我单独同意处理敏感个人信息：${sensitive.join('、')}`}
        hint="只用于核对身份和办理此事；一旦泄露可能影响您的人身、财产安全，所以加密保存、单独征求您的同意。不同意的，可以到机构窗口办理。"
        checked={values.consentSensitive === 'yes'}
        errors={question.errors}
      />
    ) : null}
    <Tick
      name="truth"
      label="我声明所填内容和材料真实"
      hint="故意提供虚假材料的，机构可以不受理或终止办理。"
      checked={values.truth === 'yes'}
      errors={question.errors}
    />
  </QuestionPage>
)
