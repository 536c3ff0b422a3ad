import { portalPaths } from '../../../contract/paths.ts'
import type { AskCodePageProps } from '../../../contract/portal/account.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { useWords } from '../../ui/language.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Csrf, Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    title: '填写验证码',
    lead: (mask: string, minutes: number) => `验证码已经发到 ${mask}，${minutes} 分钟内有效，只能用一次。`,
    code: '验证码',
    hint: '6 位数字。工作人员不会向您要验证码。',
    go: '确定',
    again: '没有收到？换一个地址或重新发送',
  },
  en: {
    title: 'Type in the code',
    lead: (mask, minutes) => `The code was sent to ${mask}. It is good for ${minutes} minutes, and once.`,
    code: 'Code',
    hint: '6 digits. Our staff never asks you for it.',
    go: 'Go on',
    again: 'Not received? Send it again or elsewhere',
  },
})

const places = {
  'sign-in': { action: portalPaths.accountCode(), again: portalPaths.accountSignIn() },
  'add-address': { action: portalPaths.accountAddressCode(), again: portalPaths.accountAddress() },
  reuse: { action: portalPaths.applyReuseCode(), again: portalPaths.applyReuseAddress() },
}

/** Field `code`, never filled in again: a wrong one helps nobody. */
export const AskCodePage = ({ chrome, purpose, mask, minutes, errors }: AskCodePageProps) => {
  const t = useWords(words)
  const { action, again } = places[purpose]
  return (
    <Page chrome={chrome} title={t.title} error={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <h1>{t.title}</h1>
      <p className="lead">{t.lead(mask, minutes)}</p>
      <form method="post" action={action} noValidate>
        <Csrf chrome={chrome} />
        <TextField
          name="code"
          label={t.code}
          hint={t.hint}
          value=""
          inputMode="numeric"
          width="short"
          autoComplete="one-time-code"
          spellCheck={false}
          errors={errors}
        />
        <div className="actions">
          <button className="btn" type="submit">
            {t.go}
          </button>
          <a className="back" href={again}>
            {t.again}
          </a>
        </div>
      </form>
    </Page>
  )
}
