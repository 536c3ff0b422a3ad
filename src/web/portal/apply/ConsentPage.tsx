import { portalPaths } from '../../../contract/paths.ts'
import type { ConsentPageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { Tick } from '../../ui/choices.tsx'
import { useWords } from '../../ui/language.tsx'
import { PrivacyNotice } from '../PrivacyNotice.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

const words = inBoth({
  zh: {
    title: '同意和声明',
    heading: '最后一步：同意和声明',
    lead: '请先看看我们怎样使用您的信息。',
    send: '提交申请',
    full: '完整的隐私说明',
    consent: '我同意为办理这件事处理上述个人信息',
    sensitive: (which: readonly string[]) => `我单独同意处理敏感个人信息：${which.join('、')}`,
    sensitiveHint:
      '只用于核对身份和办理此事；一旦泄露可能影响您的人身、财产安全，所以加密保存、单独征求您的同意。不同意的，可以到机构窗口办理。',
    truth: '我声明所填内容和材料真实',
    truthHint: '故意提供虚假材料的，机构可以不受理或终止办理。',
  },
  en: {
    title: 'Consent and declaration',
    heading: 'Last step: consent and declaration',
    lead: 'Please read first how we use your information.',
    send: 'Send the application',
    full: 'The whole privacy notice',
    consent: 'I agree that this personal information is handled for this matter',
    sensitive: (which) => `I separately agree that sensitive personal information is handled: ${which.join(', ')}`,
    sensitiveHint:
      'Used only to check identity and to handle this matter. A leak could endanger you or your property, so it is kept encrypted and asked for separately. If you do not agree, you can apply at the institution’s counter.',
    truth: 'I declare that what I have written and handed in is true',
    truthHint: 'If documents are knowingly false, the institution may refuse or end the matter.',
  },
})

/** Fields: `consent`, `consentSensitive` (only when there is sensitive data), `truth`: `yes` or absent; `submissionId`. */
export const ConsentPage = ({ notice, sensitive, submissionId, values, ...question }: ConsentPageProps) => {
  const t = useWords(words)
  return (
    <QuestionPage {...question} title={t.title} heading={t.heading} lead={t.lead} submit={t.send}>
      {submissionId ? <input type="hidden" name="submissionId" value={submissionId} /> : null}
      <div className="panel">
        <PrivacyNotice {...notice} />
        <p>
          <a href={portalPaths.privacy()}>{t.full}</a>
        </p>
      </div>
      <Tick name="consent" label={t.consent} checked={values.consent === 'yes'} errors={question.errors} />
      {sensitive.length > 0 ? (
        <Tick
          name="consentSensitive"
          label={t.sensitive(sensitive)}
          hint={t.sensitiveHint}
          checked={values.consentSensitive === 'yes'}
          errors={question.errors}
        />
      ) : null}
      <Tick name="truth" label={t.truth} hint={t.truthHint} checked={values.truth === 'yes'} errors={question.errors} />
    </QuestionPage>
  )
}
