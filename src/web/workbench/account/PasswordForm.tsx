import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input } from 'antd'
import { changePasswordBody } from '../../../contract/staff.ts'
import { sentenceOf } from '../api/problem-error.ts'
import { changePassword } from '../api/session.ts'
import { FieldForm } from '../fields/FieldForm.tsx'
import { readForm, showProblem } from '../fields/form-errors.ts'

export const PasswordForm = () => {
  const [form] = Form.useForm()
  const { message } = App.useApp()
  const send = useMutation({
    mutationFn: changePassword,
    meta: { asksPassword: true },
    onSuccess: () => {
      form.resetFields()
      message.success('密码已修改')
    },
    onError: (error) => showProblem(form, error),
  })
  const submit = () => {
    const body = readForm(form, changePasswordBody)
    if (body !== null) send.mutate(body)
  }
  return (
    <section className="card" aria-labelledby="password-title">
      <h2 id="password-title">修改密码</h2>
      {send.isError ? <Alert type="error" role="alert" showIcon title={sentenceOf(send.error)} /> : null}
      <FieldForm form={form} name="password" initialValues={{ currentPassword: '', newPassword: '' }} onFinish={submit}>
        <Form.Item name="currentPassword" label="现在的密码" required>
          <Input.Password autoComplete="current-password" visibilityToggle={false} />
        </Form.Item>
        <Form.Item name="newPassword" label="新密码" required extra="至少 12 个字符。">
          <Input.Password autoComplete="new-password" visibilityToggle={false} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          修改密码
        </Button>
      </FieldForm>
    </section>
  )
}
