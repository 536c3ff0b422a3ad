import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { MatterView } from '../../../../contract/matter.ts'
import { type MessageBody, type MessageView, messageBody, messageLimits } from '../../../../contract/message.ts'
import { apiPaths } from '../../../../contract/paths.ts'
import type { UploadReceipt } from '../../../../contract/submission.ts'
import { formatBytes } from '../../../ui/format.ts'
import { mattersKey } from '../../api/matters.ts'
import { markRead, messagesQuery, sendMessage } from '../../api/messages.ts'
import { sentenceOf } from '../../api/problem-error.ts'
import { FieldForm } from '../../fields/FieldForm.tsx'
import { readForm, showProblem } from '../../fields/form-errors.ts'
import { UploadField } from '../../fields/UploadField.tsx'
import { newUuid } from '../../new-uuid.ts'
import { useStaff } from '../../session/staff-context.ts'
import { Loading } from '../../shell/Loading.tsx'
import { Trouble } from '../../shell/Trouble.tsx'
import { momentInWords } from '../../words/moment.ts'

const officers = ['clerk', 'reviewer', 'head']

const Line = ({ matterId, message }: { matterId: string; message: MessageView }) => (
  <li className={message.from}>
    <b>{message.from === 'applicant' ? '申请人' : (message.senderName ?? '机构')}</b>
    <span className="soft">
      {' '}
      <time dateTime={message.sentAt}>{momentInWords(message.sentAt)}</time>
      {message.readAt === null ? (message.from === 'applicant' ? ' · 未读' : ' · 对方还没有看') : ''}
      {message.readAt !== null && message.from === 'institution' ? ` · 对方已读，${momentInWords(message.readAt)}` : ''}
    </span>
    <p className="prose">{message.text}</p>
    {message.files.length === 0 ? null : (
      <ul className="papers">
        {message.files.map((file) => (
          <li key={file.evidenceId}>
            <a href={apiPaths.matterEvidence(matterId, file.evidenceId)} download={file.name}>
              {file.name}
            </a>
            {file.sizeBytes === null ? null : <span className="soft"> {formatBytes(file.sizeBytes)}</span>}
          </li>
        ))}
      </ul>
    )}
  </li>
)

/** Fields as they stand in the form: each file is uploaded as soon as it is chosen. */
interface Typed {
  readonly text: string
  readonly files: readonly { readonly receipt?: UploadReceipt }[]
}
const empty: Typed = { text: '', files: [] }

const Writing = ({ matterId }: { matterId: string }) => {
  const [form] = Form.useForm<Typed>()
  const client = useQueryClient()
  // The same message pressed twice is one; a new one begins when the last has arrived.
  const [messageId, setMessageId] = useState(newUuid)
  const [homeless, setHomeless] = useState<readonly string[]>([])
  const send = useMutation({
    mutationFn: (body: MessageBody) => sendMessage(matterId, body),
    onSuccess: async () => {
      form.resetFields()
      setMessageId(newUuid())
      await client.invalidateQueries({ queryKey: mattersKey })
    },
    onError: (error) => setHomeless(showProblem(form, error)),
  })
  const submit = () => {
    const body = readForm(form, messageBody, (values) => {
      // The form has exactly these fields.
      const { text, files = [] } = values as Typed
      return { messageId, text: text ?? '', uploadIds: files.flatMap((one) => one?.receipt?.uploadId ?? []) }
    })
    if (body !== null) send.mutate(body)
  }
  return (
    <FieldForm form={form} initialValues={empty} onFinish={submit}>
      {send.isError ? (
        <Alert type="error" role="alert" title={sentenceOf(send.error)} description={homeless.join('；')} />
      ) : null}
      <Form.Item
        name="text"
        label="给申请人留言"
        extra={`最多 ${messageLimits.textChars} 字。要求补正、告知决定请走对应的步骤，期限才会起算。`}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} />
      </Form.Item>
      <Form.List name="files">
        {(rows, { add, remove }) => (
          <>
            {rows.map((row, index) => (
              <div key={row.key} className="message-file">
                <Form.Item name={[row.name, 'receipt']} label={`附件 ${index + 1}`}>
                  <UploadField />
                </Form.Item>
                <Button type="link" onClick={() => remove(row.name)}>
                  删除附件 {index + 1}
                </Button>
              </div>
            ))}
            {rows.length < messageLimits.files ? (
              <p>
                <Button onClick={() => add({})}>添加附件</Button>
              </p>
            ) : null}
          </>
        )}
      </Form.List>
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        发出留言
      </Button>
    </FieldForm>
  )
}

/** What applicant and institution have written to each other, and a form to answer. Who only supervises looks without reading. */
export const MessagePanel = ({ matter }: { matter: MatterView }) => {
  const staff = useStaff()
  const client = useQueryClient()
  const list = useQuery(messagesQuery(matter.id))
  const read = useMutation({
    mutationFn: (ids: readonly string[]) => markRead(matter.id, ids),
    onSuccess: () => client.invalidateQueries({ queryKey: mattersKey }),
  })
  const answers = staff.roles.some((role) => officers.includes(role))
  const unread = (list.data?.messages ?? []).filter((one) => one.from === 'applicant' && one.readAt === null)
  return (
    <section className="card" aria-labelledby="messages-title">
      <h2 id="messages-title">
        留言{list.isSuccess ? ` ${list.data.messages.length} 条` : ''}
        {unread.length > 0 ? <span className="unread">，{unread.length} 条未读</span> : null}
      </h2>
      {list.isPending ? <Loading what="留言" /> : null}
      {list.isError ? <Trouble error={list.error} onRetry={() => list.refetch()} /> : null}
      {list.data?.messages.length === 0 ? <p className="soft">还没有留言。</p> : null}
      <ol className="messages">
        {list.data?.messages.map((message) => (
          <Line key={message.messageId} matterId={matter.id} message={message} />
        ))}
      </ol>
      {answers && unread.length > 0 ? (
        <p>
          <Button loading={read.isPending} onClick={() => read.mutate(unread.map((one) => one.messageId))}>
            标为已读
          </Button>
        </p>
      ) : null}
      {read.isError ? <Alert type="error" role="alert" title={sentenceOf(read.error)} /> : null}
      {list.isSuccess && list.data.whyNot !== null ? <p className="soft">不能留言：{list.data.whyNot}</p> : null}
      {list.isSuccess && list.data.whyNot === null ? <Writing matterId={matter.id} /> : null}
    </section>
  )
}
