import { portalPaths } from '../../../contract/paths.ts'
import type { AskAddressPageProps } from '../../../contract/portal/account.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { useWords } from '../../ui/language.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Csrf, Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    'sign-in': {
      title: '我的事项',
      lead: '用手机或邮箱收一个验证码，就能看到您用它申请过的事项和保存的草稿。不用密码，也不用注册。',
    },
    'add-address': {
      title: '添加手机或邮箱',
      lead: '证明另一个手机或邮箱也是您的，用它申请过的事项就列在一起。',
    },
    reuse: {
      title: '用上次的信息',
      lead: '用申请时留的手机或邮箱收一个验证码，就可以取用以前填过的申请人信息和权利。',
    },
    address: '手机号或电子邮箱',
    hint: '验证码发到这里，10 分钟内有效',
    send: '发送验证码',
    instead: '不用验证码也可以：',
    track: '凭事项编号查进度',
    resume: '凭续办码接着填',
    self: '返回自己填',
    back: '返回我的事项',
  },
  en: {
    'sign-in': {
      title: 'My matters',
      lead: 'Receive a code on your phone or by mail and see the matters and drafts you made with it. No password, no registration.',
    },
    'add-address': {
      title: 'Add a phone or mail address',
      lead: 'Prove that another phone or mail address is yours too, and its matters are listed here as well.',
    },
    reuse: {
      title: 'Use earlier answers',
      lead: 'Receive a code at the phone or mail address of your earlier application, and take over who you are and your rights.',
    },
    address: 'Mobile phone number or mail address',
    hint: 'The code is sent here and is good for 10 minutes',
    send: 'Send the code',
    instead: 'It works without a code too: ',
    track: 'check progress by number',
    resume: 'go on with a code for going on',
    self: 'Back, type it in',
    back: 'Back to my matters',
  },
})

const actions = {
  'sign-in': portalPaths.accountSignIn(),
  'add-address': portalPaths.accountAddress(),
  reuse: portalPaths.applyReuseAddress(),
}

/** Field `address`. What it says is the same whether the address is known or not. */
export const AskAddressPage = ({ chrome, purpose, errors, values }: AskAddressPageProps) => {
  const t = useWords(words)
  return (
    <Page chrome={chrome} title={t[purpose].title} error={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <h1>{t[purpose].title}</h1>
      <p className="lead">{t[purpose].lead}</p>
      <form method="post" action={actions[purpose]} noValidate>
        <Csrf chrome={chrome} />
        <TextField
          name="address"
          label={t.address}
          hint={t.hint}
          value={values.address}
          width="half"
          autoComplete="tel"
          spellCheck={false}
          errors={errors}
        />
        <div className="actions">
          <button className="btn" type="submit">
            {t.send}
          </button>
          {purpose === 'reuse' ? (
            <a className="back" href={portalPaths.applyStep('applicant')}>
              {t.self}
            </a>
          ) : null}
          {purpose === 'add-address' ? (
            <a className="back" href={portalPaths.account()}>
              {t.back}
            </a>
          ) : null}
        </div>
      </form>
      {purpose === 'sign-in' ? (
        <p className="hint">
          {t.instead}
          <a href={portalPaths.track()}>{t.track}</a>
          {' · '}
          <a href={portalPaths.applyResume()}>{t.resume}</a>
        </p>
      ) : null}
    </Page>
  )
}
