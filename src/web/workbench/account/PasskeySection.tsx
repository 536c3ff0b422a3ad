import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input } from 'antd'
import { z } from 'zod'
import { type PasskeyRow, passkeyBody, passkeyOptionsBody } from '../../../contract/session.ts'
import { addPasskey, passkeysQuery, removePasskey, signInWaysQuery } from '../api/passkeys.ts'
import { sentenceOf } from '../api/problem-error.ts'
import { FieldForm } from '../fields/FieldForm.tsx'
import { readForm, showProblem } from '../fields/form-errors.ts'
import { Loading } from '../shell/Loading.tsx'
import { Trouble } from '../shell/Trouble.tsx'
import { momentInWords } from '../words/moment.ts'

const body = z.object({ name: passkeyBody.shape.name, password: passkeyOptionsBody.shape.password })

/** The passkeys of one's own: each by its name, one more, one less. */
export const PasskeySection = () => {
  const ways = useQuery(signInWaysQuery)
  const keys = useQuery(passkeysQuery)
  return (
    <section className="card" aria-labelledby="passkey-title">
      <h2 id="passkey-title">通行密钥</h2>
      <p>用电脑、手机或者安全钥匙解锁就能登录，不用密码和验证码，也骗不走。可以登记多把，丢了一把就移除一把。</p>
      {keys.isPending ? <Loading what="通行密钥" /> : null}
      {keys.isError ? <Trouble error={keys.error} onRetry={() => keys.refetch()} /> : null}
      {keys.data && keys.data.rows.length > 0 ? (
        <ul className="bullets">
          {keys.data.rows.map((row) => (
            <PasskeyItem key={row.id} row={row} />
          ))}
        </ul>
      ) : null}
      {ways.data === undefined ? null : ways.data.passkey ? (
        <AddPasskey />
      ) : (
        <p className="soft">通行密钥须通过 https 网址使用；在本机试用的，请把网址中的 127.0.0.1 改为 localhost。</p>
      )}
    </section>
  )
}

const PasskeyItem = ({ row }: { row: PasskeyRow }) => {
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const remove = useMutation({
    mutationFn: () => removePasskey(row.id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: passkeysQuery.queryKey })
      message.success(`已移除“${row.name}”`)
    },
    onError: (error) => message.error(sentenceOf(error)),
  })
  const ask = async () => {
    const sure = await modal.confirm({
      title: `移除“${row.name}”？`,
      content: '移除后不能再用它登录。设备上保存的那一份，可以在设备的设置里删除。',
      okText: '移除',
      cancelText: '取消',
    })
    if (sure) remove.mutate()
  }
  return (
    <li>
      <b>{row.name}</b>{' '}
      <span className="soft">
        {momentInWords(row.createdAt)} 添加，
        {row.lastUsedAt === null ? '还没有用过' : `最近使用 ${momentInWords(row.lastUsedAt)}`}
      </span>{' '}
      <Button size="small" aria-label={`移除${row.name}`} loading={remove.isPending} onClick={ask}>
        移除
      </Button>
    </li>
  )
}

const AddPasskey = () => {
  const [form] = Form.useForm()
  const client = useQueryClient()
  const { message } = App.useApp()
  const add = useMutation({
    mutationFn: addPasskey,
    meta: { asksPassword: true },
    onSuccess: async (row) => {
      form.resetFields()
      await client.invalidateQueries({ queryKey: passkeysQuery.queryKey })
      message.success(`已添加“${row.name}”`)
    },
    onError: (error) => showProblem(form, error),
  })
  const submit = () => {
    const given = readForm(form, body)
    if (given !== null) add.mutate(given)
  }
  return (
    <>
      <h3 className="after-form">添加一把</h3>
      {add.isError ? <Alert type="error" role="alert" showIcon title={sentenceOf(add.error)} /> : null}
      <FieldForm form={form} name="passkey" initialValues={{ name: '', password: '' }} onFinish={submit}>
        <Form.Item name="name" label="这把通行密钥的名称" required extra="例如：办公室的电脑。">
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item name="password" label="密码（添加通行密钥前确认）" required>
          <Input.Password autoComplete="current-password" visibilityToggle={false} />
        </Form.Item>
        <Button htmlType="submit" loading={add.isPending}>
          添加通行密钥
        </Button>
      </FieldForm>
    </>
  )
}
