import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, QRCode } from 'antd'
import { totpConfirmBody, totpEnrolBody } from '../../../contract/staff.ts'
import { sentenceOf } from '../api/problem-error.ts'
import { confirmTotpEnrolment, sessionQuery, startTotpEnrolment } from '../api/session.ts'
import { FieldForm } from '../fields/FieldForm.tsx'
import { readForm, showProblem } from '../fields/form-errors.ts'

interface Enrolment {
  readonly uri: string
  readonly secret: string
  readonly backupCodes: readonly string[]
}

/** Two steps: the password gives the secret, a code from the authenticator proves that it arrived. */
export const TotpEnrolment = ({ enabled }: { enabled: boolean }) => {
  const [form] = Form.useForm()
  const start = useMutation({
    mutationFn: startTotpEnrolment,
    meta: { asksPassword: true },
    onError: (error) => showProblem(form, error),
  })
  const submit = () => {
    const body = readForm(form, totpEnrolBody)
    if (body !== null) start.mutate(body)
  }
  return (
    <section className="card" aria-labelledby="totp-title">
      <h2 id="totp-title">两步验证</h2>
      <p>
        {enabled
          ? '已开启。登录时除密码外，还要输入验证器上的 6 位数字。换手机请联系管理员重置。'
          : '尚未开启。开启后，别人只知道密码也登录不了。需要手机上的验证器应用。'}
      </p>
      {enabled ? null : start.data === undefined ? (
        <>
          {start.isError ? <Alert type="error" role="alert" showIcon title={sentenceOf(start.error)} /> : null}
          <FieldForm form={form} name="totp" initialValues={{ password: '' }} onFinish={submit}>
            <Form.Item name="password" label="密码（确认是您本人）" required>
              <Input.Password autoComplete="current-password" visibilityToggle={false} />
            </Form.Item>
            <Button htmlType="submit" loading={start.isPending}>
              开启两步验证
            </Button>
          </FieldForm>
        </>
      ) : (
        <Confirmation enrolment={start.data} onDone={start.reset} />
      )}
    </section>
  )
}

const Confirmation = ({ enrolment, onDone }: { enrolment: Enrolment; onDone: () => void }) => {
  const [form] = Form.useForm()
  const client = useQueryClient()
  const { message } = App.useApp()
  const confirm = useMutation({
    mutationFn: confirmTotpEnrolment,
    meta: { asksPassword: true },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
      message.success('两步验证已开启')
      onDone()
    },
    onError: (error) => showProblem(form, error),
  })
  const submit = () => {
    const body = readForm(form, totpConfirmBody)
    if (body !== null) confirm.mutate(body)
  }
  return (
    <>
      <ol className="enrolment bullets">
        <li>
          用验证器扫描二维码，或者手工输入密钥。
          <div className="row">
            <div aria-hidden>
              <QRCode type="svg" value={enrolment.uri} size={168} />
            </div>
            <p>
              密钥：<code className="secret">{enrolment.secret}</code>
            </p>
          </div>
        </li>
        <li>
          抄下备用码，放在安全的地方。手机丢了，一个备用码可以用一次。只显示这一次。
          <ul className="codes">
            {enrolment.backupCodes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
        </li>
        <li>输入验证器上现在显示的 6 位数字，完成绑定。</li>
      </ol>
      {confirm.isError ? <Alert type="error" role="alert" showIcon title={sentenceOf(confirm.error)} /> : null}
      <FieldForm form={form} name="totp-confirm" initialValues={{ code: '' }} onFinish={submit}>
        <Form.Item name="code" label="验证码" required>
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>
          完成绑定
        </Button>
      </FieldForm>
    </>
  )
}
