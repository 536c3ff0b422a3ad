import { portalPaths } from '../../../contract/paths.ts'
import type { LaterPageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { useFormats, useWords } from '../../ui/language.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Csrf, Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    title: '保存好了，以后接着办',
    lead: '您填的每一页都已经保存。',
    until: (day: string) => `保存到 ${day}，到期自动删除。`,
    soon: '快要到期了，请在这之前提交或者接着填。',
    code: '续办码',
    aloud: '念给别人听：',
    codeHint: '在另一台设备上打开“接着填”，输入续办码。有续办码的人能看到您填的内容，请只告诉替您办事的人。',
    linkTitle: '把链接发到手机或邮箱',
    linkHint: '链接只能打开一次，明天 24 时前有效。',
    address: '手机号或电子邮箱',
    send: '发送链接',
    sent: (mask: string) => `链接已经发到 ${mask}`,
    sentUntil: (until: string) => `只能打开一次，${until}前有效。没有收到的，可以用上面的续办码。`,
    account: (mask: string) => `这份申请也列在“我的事项”里（${mask}）。`,
    signIn: '用验证码登录“我的事项”，以后从那里接着填',
    goOn: '现在接着填',
    leave: '在这台设备上收起来',
    leaveHint: '用的是别人的或公用的设备，请先记下续办码，再点“收起来”。申请不会删除，用续办码还能打开。',
  },
  en: {
    title: 'Saved, to go on later',
    lead: 'Every page you have answered is saved.',
    until: (day) => `It is kept until ${day} and then deleted.`,
    soon: 'That is soon: please send it in or go on before then.',
    code: 'Code to go on elsewhere',
    aloud: 'To read aloud: ',
    codeHint:
      'On another device, open “Go on with a saved application” and type in this code. Whoever has it sees what you have written: tell it only to someone who helps you.',
    linkTitle: 'Send a link to a phone or mail address',
    linkHint: 'The link opens once, until the end of tomorrow.',
    address: 'Mobile phone number or mail address',
    send: 'Send the link',
    sent: (mask) => `The link is on its way to ${mask}`,
    sentUntil: (until) => `It opens once, until ${until}. If it does not arrive, use the code above.`,
    account: (mask) => `This application is also listed under “My matters” (${mask}).`,
    signIn: 'Sign in to “My matters” with a one-time code, and go on from there',
    goOn: 'Go on now',
    leave: 'Put it away on this device',
    leaveHint:
      'On a device that others use, write the code down first, then put the application away. It is not deleted; the code opens it again.',
  },
})

/** POST `/apply/later`: `address`. POST `/apply/leave` forgets the draft in this browser. */
export const LaterPage = ({ chrome, kept, continueHref, sent, account, errors, values }: LaterPageProps) => {
  const t = useWords(words)
  const format = useFormats()
  return (
    <Page chrome={chrome} title={t.title} error={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <h1>{t.title}</h1>
      {sent ? (
        <Notice tone="ok" title={t.sent(sent.mask)}>
          <p>{t.sentUntil(format.instant(sent.until))}</p>
        </Notice>
      ) : null}
      <p className="lead">
        {t.lead}
        {t.until(format.instant(kept.expiresAt))}
        {kept.endsSoon ? <b> {t.soon}</b> : null}
      </p>
      <dl className="codes">
        <div>
          <dt>{t.code}</dt>
          <dd>
            <b className="code">{kept.resumeCode}</b>
            <span>
              {t.aloud}
              {format.spelled(kept.resumeCode)}
            </span>
          </dd>
        </div>
      </dl>
      <p className="hint">{t.codeHint}</p>
      {account ? (
        <p>{t.account(account)}</p>
      ) : (
        <p>
          <a href={portalPaths.account()}>{t.signIn}</a>
        </p>
      )}
      <h2>{t.linkTitle}</h2>
      <form method="post" action={portalPaths.applyLater()} noValidate>
        <Csrf chrome={chrome} />
        <TextField
          name="address"
          label={t.address}
          hint={t.linkHint}
          value={values.address}
          width="half"
          autoComplete="off"
          spellCheck={false}
          errors={errors}
        />
        <div className="actions">
          <button className="btn quiet" type="submit">
            {t.send}
          </button>
        </div>
      </form>
      <form method="post" action={portalPaths.applyLeave()}>
        <Csrf chrome={chrome} />
        <div className="actions">
          <a className="btn" href={continueHref}>
            {t.goOn}
          </a>
          <button className="btn quiet" type="submit">
            {t.leave}
          </button>
        </div>
      </form>
      <p className="hint">{t.leaveHint}</p>
    </Page>
  )
}
