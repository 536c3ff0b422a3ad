import { portalPaths } from '../../../contract/paths.ts'
import type { ResumeLinkPageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { useWords } from '../../ui/language.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Csrf, Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    title: '接着填您的申请',
    lead: '这个链接只能打开一次。请在打算接着填的设备上点下面的按钮。',
    open: '在这台设备上接着填',
    own: (code: string) => `这台设备上还有另一份没填完的申请，续办码是 ${code}。请先记下来，它不会丢。`,
    refusedTitle: '这个链接打不开了',
    refused: {
      unknown: '链接不完整，或者申请已经删除。请核对短信或邮件里的链接，要一个字不差。',
      used: '这个链接已经用过一次了。申请还在：请用续办码打开，或者在原来的设备上重新发一个链接。',
      expired: '这个链接已经过期。申请到期以前都还在：请用续办码打开，或者在原来的设备上重新发一个链接。',
    },
    byCode: '用续办码打开',
  },
  en: {
    title: 'Go on with your application',
    lead: 'This link opens once. Press the button on the device on which you want to go on.',
    open: 'Go on on this device',
    own: (code) =>
      `This device has another unfinished application, with the code ${code}. Please write it down; it is not lost.`,
    refusedTitle: 'This link does not open any more',
    refused: {
      unknown: 'The link is incomplete, or the application has been deleted. Please compare it with your message.',
      used: 'This link has been used. The application is still there: open it with its code, or send a new link from the first device.',
      expired:
        'This link is over. Until its own end the application is still there: open it with its code, or send a new link from the first device.',
    },
    byCode: 'Open it with the code',
  },
})

/** The button, not the address, uses the link up: mail programmes open addresses by themselves. */
export const ResumeLinkPage = ({ chrome, action, refused, own }: ResumeLinkPageProps) => {
  const t = useWords(words)
  if (action === undefined) {
    return (
      <Page chrome={chrome} title={t.refusedTitle}>
        <h1>{t.refusedTitle}</h1>
        <p className="lead">{t.refused[refused ?? 'unknown']}</p>
        <div className="actions">
          <a className="btn" href={portalPaths.applyResume()}>
            {t.byCode}
          </a>
        </div>
      </Page>
    )
  }
  return (
    <Page chrome={chrome} title={t.title}>
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      {own ? (
        <Notice tone="warn">
          <p>{t.own(own.resumeCode)}</p>
        </Notice>
      ) : null}
      <form method="post" action={action}>
        <Csrf chrome={chrome} />
        <div className="actions">
          <button className="btn" type="submit">
            {t.open}
          </button>
        </div>
      </form>
    </Page>
  )
}
