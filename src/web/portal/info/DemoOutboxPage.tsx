import { portalPaths } from '../../../contract/paths.ts'
import type { DemoOutboxPageProps } from '../../../contract/portal/info.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { useFormats, useWords } from '../../ui/language.tsx'
import { Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    title: '示范环境的短信和邮件',
    lead: '这里是演示环境。没有配置发送渠道的短信和邮件不会真正发出，显示在这一页，谁都能看到。请不要在演示环境填写真实的手机号码和邮箱。',
    none: '还没有消息。提交一个申请，或者要一个验证码，再回来看。',
    to: '收件人',
    sms: '短信',
    mail: '邮件',
    again: '重新读取',
    latest: (count: number) => `最近 ${count} 条，新的在前`,
  },
  en: {
    title: 'Text messages and mails of the demonstration',
    lead: 'This is a demonstration. Text messages and mails for which no way out is set up are not sent; they stand on this page, where everybody sees them. Please do not enter a real phone number or mail address.',
    none: 'No messages yet. Send in an application or ask for a code, then come back.',
    to: 'To',
    sms: 'Text message',
    mail: 'Mail',
    again: 'Load again',
    latest: (count) => `The last ${count}, newest first`,
  },
})

/** What the demonstration would have sent. An address in a text leads there: the links are those of this platform. */
export const DemoOutboxPage = ({ chrome, messages }: DemoOutboxPageProps) => {
  const t = useWords(words)
  const format = useFormats()
  return (
    <Page chrome={chrome} title={t.title} width="wide">
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      <p>
        <a href={portalPaths.demoOutbox()}>{t.again}</a>
      </p>
      {messages.length === 0 ? <p>{t.none}</p> : <p className="soft">{t.latest(messages.length)}</p>}
      <ol className="messages">
        {messages.map((message) => (
          <li key={message.id} className="institution" lang={message.language === 'zh' ? 'zh-CN' : 'en'}>
            <p className="meta">
              {t[message.channel]} · {t.to} {message.to} · {format.moment(message.at)}
            </p>
            {message.subject === null ? null : <h2>{message.subject}</h2>}
            {message.lines.map((line, place) => (
              // The lines of one text never move.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <p key={place}>
                {line.map((piece, at) =>
                  piece.href === null ? (
                    piece.text
                  ) : (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one line never move
                    <a key={at} href={piece.href}>
                      {piece.text}
                    </a>
                  ),
                )}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </Page>
  )
}
