import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { signInBody, totpBody } from '../../../contract/staff.ts'
import { signInByPasskey, signInWaysQuery } from '../api/passkeys.ts'
import { sentenceOf } from '../api/problem-error.ts'
import { answerTotp, signIn } from '../api/session.ts'
import { FieldForm } from '../fields/FieldForm.tsx'
import { readForm, showProblem } from '../fields/form-errors.ts'

interface SignInFormProps {
  /** Known when somebody signs in again. */
  readonly username?: string
  readonly onDone: () => Promise<void>
}

/** Password first, then the six digits of the authenticator when the account has one. */
export const SignInForm = ({ username, onDone }: SignInFormProps) => {
  const [asksCode, setAsksCode] = useState(false)
  return asksCode ? (
    <CodeStep onDone={onDone} onBack={() => setAsksCode(false)} />
  ) : (
    <PasswordStep username={username} onDone={onDone} onCode={() => setAsksCode(true)} />
  )
}

const PasswordStep = ({ username, onDone, onCode }: SignInFormProps & { onCode: () => void }) => {
  const [form] = Form.useForm()
  const send = useMutation({
    mutationFn: signIn,
    meta: { asksPassword: true },
    onSuccess: ({ next }) => (next === 'totp' ? onCode() : onDone()),
    onError: (error) => showProblem(form, error),
  })
  const ways = useQuery(signInWaysQuery)
  const byPasskey = useMutation({ mutationFn: signInByPasskey, meta: { asksPassword: true }, onSuccess: onDone })
  const submit = () => {
    const body = readForm(form, signInBody)
    if (body !== null) send.mutate(body)
  }
  return (
    <FieldForm form={form} requiredMark={false} initialValues={{ username, password: '' }} onFinish={submit}>
      {send.isError ? <Alert type="error" role="alert" showIcon title={sentenceOf(send.error)} /> : null}
      {byPasskey.isError ? <Alert type="error" role="alert" showIcon title={sentenceOf(byPasskey.error)} /> : null}
      {username === undefined ? (
        <Form.Item name="username" label="用户名">
          <Input autoComplete="username" autoFocus autoCapitalize="none" spellCheck={false} />
        </Form.Item>
      ) : (
        <p>
          用户名：<b>{username}</b>
        </p>
      )}
      <Form.Item name="password" label="密码">
        <Input.Password autoComplete="current-password" autoFocus={username !== undefined} visibilityToggle={false} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={send.isPending}>
        登录
      </Button>
      {ways.data?.passkey ? (
        <Button block className="after-form" loading={byPasskey.isPending} onClick={() => byPasskey.mutate()}>
          用通行密钥登录
        </Button>
      ) : null}
    </FieldForm>
  )
}

const CodeStep = ({ onDone, onBack }: { onDone: () => Promise<void>; onBack: () => void }) => {
  const [form] = Form.useForm()
  const send = useMutation({
    mutationFn: answerTotp,
    meta: { asksPassword: true },
    onSuccess: onDone,
    onError: (error) => showProblem(form, error),
  })
  const submit = () => {
    const body = readForm(form, totpBody)
    if (body !== null) send.mutate(body)
  }
  return (
    <FieldForm form={form} requiredMark={false} initialValues={{ code: '' }} onFinish={submit}>
      {send.isError ? <Alert type="error" role="alert" showIcon title={sentenceOf(send.error)} /> : null}
      <Form.Item
        name="code"
        label="验证码"
        extra="打开手机上的验证器，输入“维权一张网”现在显示的 6 位数字；手机不在身边的，输入一个备用码。"
      >
        <Input autoComplete="one-time-code" maxLength={11} autoCapitalize="none" spellCheck={false} autoFocus />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={send.isPending}>
        验证并登录
      </Button>
      <Button type="link" block onClick={onBack}>
        返回，换一个账号
      </Button>
    </FieldForm>
  )
}
