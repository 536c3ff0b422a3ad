import { portalPaths } from '../../../contract/paths.ts'
import type { AccountPageProps } from '../../../contract/portal/account.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { InChinese, useFormats, useWords } from '../../ui/language.tsx'
import { Csrf, Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    title: '我的事项',
    proved: '已验证：',
    add: '添加手机或邮箱',
    matters: (count: number) => `事项（${count}）`,
    noMatters: '没有用这个手机或邮箱申请过的事项。别人替您申请、留的是别人号码的，请凭事项编号查进度。',
    submitted: (at: string) => `${at} 提交`,
    unread: (count: number) => `机构留言 ${count} 条没有看`,
    drafts: (count: number) => `没填完的申请（${count}）`,
    noDrafts: '没有保存在这里的草稿。登录以后填的申请会列在这里；以前填的，请用续办码打开。',
    saved: (saved: string, until: string) => `${saved} 保存，保存到 ${until}`,
    resume: '用续办码打开',
    start: '开始新的申请',
    sessions: '登录中的设备',
    here: '这台设备',
    used: (at: string) => `最近使用 ${at}`,
    end: '结束登录',
    signOut: '退出',
  },
  en: {
    title: 'My matters',
    proved: 'Proved: ',
    add: 'Add a phone or mail address',
    matters: (count) => `Matters (${count})`,
    noMatters:
      'No matter has been applied for with this phone or mail address. If somebody else applied for you, check progress by the number.',
    submitted: (at) => `sent in ${at}`,
    unread: (count) => `${count} unread messages of the institution`,
    drafts: (count) => `Unfinished applications (${count})`,
    noDrafts:
      'No drafts here. Applications you fill in while signed in are listed here; earlier ones open by their code.',
    saved: (saved, until) => `saved ${saved}, kept until ${until}`,
    resume: 'Open by code',
    start: 'Begin a new application',
    sessions: 'Signed-in devices',
    here: 'this device',
    used: (at) => `last used ${at}`,
    end: 'Sign out there',
    signOut: 'Sign out',
  },
})

export const AccountPage = ({ chrome, addresses, matters, drafts, sessions }: AccountPageProps) => {
  const t = useWords(words)
  const format = useFormats()
  return (
    <Page chrome={chrome} title={t.title} width="wide">
      <h1>{t.title}</h1>
      <p>
        {t.proved}
        {addresses.join('、')}
        {' · '}
        <a href={portalPaths.accountAddress()}>{t.add}</a>
      </p>
      <h2>{t.matters(matters.length)}</h2>
      {matters.length === 0 ? <p className="soft">{t.noMatters}</p> : null}
      <ul className="files">
        {matters.map((matter) => (
          <li key={matter.number}>
            <div>
              <a href={matter.href}>
                <b>
                  <InChinese>{matter.title}</InChinese>
                </b>
              </a>
              <span className="meta">
                <span className="code">{matter.number}</span> · {matter.status} · {matter.holder} ·{' '}
                {t.submitted(format.instant(matter.submittedAt))}
              </span>
              {matter.unread > 0 ? <b>{t.unread(matter.unread)}</b> : null}
            </div>
          </li>
        ))}
      </ul>
      <h2>{t.drafts(drafts.length)}</h2>
      {drafts.length === 0 ? <p className="soft">{t.noDrafts}</p> : null}
      <ul className="files">
        {drafts.map((draft) => (
          <li key={draft.href}>
            <div>
              <a href={draft.href}>
                <b>{draft.kindLabel}</b>
              </a>
              <span className="meta">{t.saved(format.instant(draft.savedAt), format.instant(draft.expiresAt))}</span>
            </div>
          </li>
        ))}
      </ul>
      <div className="actions">
        <a className="btn" href={portalPaths.apply()}>
          {t.start}
        </a>
        <a href={portalPaths.applyResume()}>{t.resume}</a>
      </div>
      <h2>{t.sessions}</h2>
      <ul className="files">
        {sessions.map((session) => (
          <li key={session.action}>
            <div>
              <b>{session.device}</b>
              <span className="meta">
                {session.current ? `${t.here} · ` : ''}
                {t.used(format.instant(session.usedAt))}
              </span>
            </div>
            {session.current ? null : (
              <form method="post" action={session.action}>
                <Csrf chrome={chrome} />
                <button className="btn link" type="submit">
                  {t.end}
                  <span className="vh">{session.device}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <form method="post" action={portalPaths.accountSignOut()}>
        <Csrf chrome={chrome} />
        <div className="actions">
          <button className="btn quiet" type="submit">
            {t.signOut}
          </button>
        </div>
      </form>
    </Page>
  )
}
