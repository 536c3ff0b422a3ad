import { portalPaths } from '../../../contract/paths.ts'
import type { MessagesPageProps } from '../../../contract/portal/track.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { FileField } from '../../ui/FileField.tsx'
import { InChinese, useFormats, useWords } from '../../ui/language.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { EvidenceItems } from '../EvidenceItems.tsx'
import { TrackForm } from './TrackForm.tsx'

const words = inBoth({
  zh: {
    title: '和机构留言',
    lead: (institution: string) => `您和${institution}写给对方的话都在这里，随案卷保存，写了不能改。`,
    you: '您',
    institution: '机构',
    fresh: '新',
    readByInstitution: (at: string) => `机构已读，${at}`,
    unread: '机构还没有看',
    none: '还没有留言。',
    sent: '已经发出',
    sentText: '机构会收到提醒。机构回复时，我们按您留的手机或邮箱告诉您。',
    write: '写留言',
    text: '您想说的话',
    textHint: '请不要写证件号码。补正通知要求的材料，请在“补交材料”里交，那里才算期限。',
    files: '附上文件（选填）',
    filesHint: (words: string, size: string, most: number) =>
      `可以一次选几个。${words}；每个不超过 ${size}，最多 ${most} 份。`,
    add: '先添加到清单',
    listed: (count: number) => `要附的文件（${count}）`,
    go: '发出留言',
    closed: '现在不能留言',
  },
  en: {
    title: 'Messages',
    lead: (institution) =>
      `What you and ${institution} write to each other stands here. It is kept with the matter and can’t be changed.`,
    you: 'You',
    institution: 'Institution',
    fresh: 'new',
    readByInstitution: (at) => `read by the institution, ${at}`,
    unread: 'not yet read by the institution',
    none: 'No messages yet.',
    sent: 'Sent',
    sentText: 'The institution is told. When it answers, you are told at the phone or mail address you gave.',
    write: 'Write a message',
    text: 'What you want to say',
    textHint:
      'Please do not write identity numbers. What a notice asks for must be handed in under “Hand in documents”; only there it counts.',
    files: 'Files (optional)',
    filesHint: (words, size, most) => `You may choose several. ${words}; at most ${size} each, ${most} in all.`,
    add: 'Add to the list first',
    listed: (count) => `Files to send (${count})`,
    go: 'Send the message',
    closed: 'No messages can be sent now',
  },
})

/**
 * Multipart; fields `text`, `files` (several), hidden `messageId` and `number`; buttons `action=add|remove.<item id>|continue`. Files
 * and words are kept whatever the button.
 */
export const MessagesPage = (props: MessagesPageProps) => {
  const t = useWords(words)
  const format = useFormats()
  const { limits, values, errors } = props
  return (
    <TrackForm
      chrome={props.chrome}
      number={props.number}
      version={props.version}
      title={t.title}
      lead={t.lead(props.institution)}
      errors={errors}
      action={portalPaths.trackPage('messages')}
      multipart
      submit={props.whyNot === undefined ? t.go : null}
    >
      <input type="hidden" name="messageId" value={props.messageId} />
      {props.sent ? (
        <Notice tone="ok" title={t.sent}>
          <p>{t.sentText}</p>
        </Notice>
      ) : null}
      {props.messages.length === 0 ? <p className="soft">{t.none}</p> : null}
      <ol className="messages">
        {props.messages.map((message) => (
          <li key={message.messageId} className={message.from}>
            <p className="meta">
              <b>
                {message.from === 'applicant' ? (
                  t.you
                ) : (
                  <>
                    {t.institution}
                    {message.senderName === null ? null : <InChinese> {message.senderName}</InChinese>}
                  </>
                )}
              </b>
              {' · '}
              <time dateTime={message.sentAt}>{format.instant(message.sentAt)}</time>
              {message.fresh ? (
                <>
                  {' · '}
                  <b>{t.fresh}</b>
                </>
              ) : null}
              {message.from === 'applicant'
                ? ` · ${message.readAt === null ? t.unread : t.readByInstitution(format.instant(message.readAt))}`
                : null}
            </p>
            <p className="prose">
              <InChinese>{message.text}</InChinese>
            </p>
            {message.files.length > 0 ? (
              <ul>
                {message.files.map((file) => (
                  <li key={file.href}>
                    <a className="url" href={file.href}>
                      <InChinese>{file.name}</InChinese>
                    </a>
                    {file.sizeBytes === null ? null : <span className="meta"> {format.bytes(file.sizeBytes)}</span>}
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ol>
      {props.whyNot === undefined ? (
        <>
          <h2 id="write">{t.write}</h2>
          <TextArea
            name="text"
            label={t.text}
            hint={t.textHint}
            value={values.text}
            rows={5}
            limit={props.limit}
            errors={errors}
          />
          {props.items.length > 0 ? <h3>{t.listed(props.items.length)}</h3> : null}
          <EvidenceItems items={props.items} removable errors={errors} />
          <FileField
            name="files"
            label={t.files}
            hint={t.filesHint(limits.acceptedInWords, format.bytes(limits.maxFileBytes), limits.maxFiles)}
            accept={limits.accept}
            multiple
            errors={errors}
          />
          <button className="btn quiet" type="submit" name="action" value="add">
            {t.add}
          </button>
        </>
      ) : (
        <Notice title={t.closed}>
          <p>{props.whyNot}</p>
        </Notice>
      )}
    </TrackForm>
  )
}
