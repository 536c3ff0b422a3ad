import { portalPaths } from '../../../contract/paths.ts'
import type { ResumePageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { useWords } from '../../ui/language.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Csrf, Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    title: '接着填以前保存的申请',
    lead: '填到一半换了手机或电脑的，用续办码接着填。',
    code: '续办码',
    hint: '十位字母和数字，在填写页面的上方，例如 K7Q29-DMW3F。大小写都可以。',
    submit: '打开申请',
    own: '这台设备上有一份没填完的申请',
    ownCode: (code: string) => `它的续办码是 ${code}。打开另一份之前请先记下来，它不会丢。`,
    goOn: '接着填这台设备上的这一份',
    noCode: '没有续办码？',
    account: '在“我的事项”里保存过的，用验证码登录后接着填',
  },
  en: {
    title: 'Go on with a saved application',
    lead: 'If you began on another phone or computer, go on here with its code.',
    code: 'Code',
    hint: 'Ten letters and digits at the top of each question, such as K7Q29-DMW3F. Capitals do not matter.',
    submit: 'Open the application',
    own: 'This device has an unfinished application',
    ownCode: (code) => `Its code is ${code}. Please write it down before you open another one; it is not lost.`,
    goOn: 'Go on with the one on this device',
    noCode: 'No code?',
    account: 'If you saved it under “My matters”, sign in with a one-time code and go on there',
  },
})

/** POST `/apply/resume`: `code`. */
export const ResumePage = ({ chrome, own, errors, values }: ResumePageProps) => {
  const t = useWords(words)
  return (
    <Page chrome={chrome} title={t.title} error={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <h1>{t.title}</h1>
      {own ? (
        <Notice title={t.own}>
          <p>{t.ownCode(own.resumeCode)}</p>
          <p>
            <a href={own.continueHref}>{t.goOn}</a>
          </p>
        </Notice>
      ) : null}
      <p className="lead">{t.lead}</p>
      <form method="post" action={portalPaths.applyResume()} noValidate>
        <Csrf chrome={chrome} />
        <TextField
          name="code"
          label={t.code}
          hint={t.hint}
          value={values.code}
          width="half"
          autoComplete="off"
          spellCheck={false}
          errors={errors}
        />
        <div className="actions">
          <button className="btn" type="submit">
            {t.submit}
          </button>
        </div>
      </form>
      <h2>{t.noCode}</h2>
      <p>
        <a href={portalPaths.account()}>{t.account}</a>
      </p>
    </Page>
  )
}
