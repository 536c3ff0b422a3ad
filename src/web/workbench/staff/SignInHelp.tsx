import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, Select } from 'antd'
import { z } from 'zod'
import { type StaffRow, staffChange } from '../../../contract/staff.ts'
import type { changeStaff } from '../api/office.ts'
import { endSessionsOf, signInWaysQuery } from '../api/passkeys.ts'
import { sentenceOf } from '../api/problem-error.ts'
import { FieldForm } from '../fields/FieldForm.tsx'
import { readForm } from '../fields/form-errors.ts'

type Change = Parameters<typeof changeStaff>[1]

interface HelpProps {
  readonly row: StaffRow
  readonly busy: boolean
  readonly onChange: (change: Change) => void
}

/** How else a person signs in: where now, lost keys, and who they are at the identity provider. */
export const SignInHelp = (props: HelpProps) => (
  <>
    <EndSessions row={props.row} />
    {props.row.passkeys > 0 ? <LostPasskeys {...props} /> : null}
    <IdentityLink {...props} />
  </>
)

const EndSessions = ({ row }: { row: StaffRow }) => {
  const { message, modal } = App.useApp()
  const end = useMutation({
    mutationFn: () => endSessionsOf(row.id),
    onSuccess: ({ ended }) => message.success(ended === 0 ? `${row.name} 现在没有登录` : `已结束 ${ended} 次登录`),
    onError: (error) => message.error(sentenceOf(error)),
  })
  const ask = async () => {
    const sure = await modal.confirm({
      title: `结束 ${row.name} 的所有登录？`,
      content: '正在使用的页面立即失效，本人可以重新登录。',
      okText: '结束',
      cancelText: '取消',
    })
    if (sure) end.mutate()
  }
  return (
    <>
      <h2 className="after-form">电脑没有退出</h2>
      <Button loading={end.isPending} onClick={ask}>
        结束所有登录
      </Button>
    </>
  )
}

const LostPasskeys = ({ row, busy, onChange }: HelpProps) => {
  const { modal } = App.useApp()
  const ask = async () => {
    const sure = await modal.confirm({
      title: `移除 ${row.name} 的 ${row.passkeys} 把通行密钥？`,
      content: '请先核对是本人。移除后只能用密码登录，本人登录后重新添加。',
      okText: '移除',
      cancelText: '取消',
    })
    if (sure) onChange({ removePasskeys: true })
  }
  return (
    <>
      <h2 className="after-form">丢了通行密钥</h2>
      <Button onClick={ask} disabled={busy}>
        移除 {row.passkeys} 把通行密钥
      </Button>
    </>
  )
}

const identityBody = z.object({ identity: staffChange.shape.identity.unwrap().unwrap() })

const IdentityLink = ({ row, busy, onChange }: HelpProps) => {
  const [form] = Form.useForm()
  const provider = useQuery(signInWaysQuery).data?.identityProvider
  if (!provider) return null
  const submit = () => {
    const body = readForm(form, identityBody)
    if (body !== null) onChange(body)
  }
  return (
    <>
      <h2 className="after-form">{provider.name}</h2>
      {row.identity === null ? (
        <p className="soft">还没有关联。关联后，此人可以从{provider.name}登录，角色不变。</p>
      ) : (
        <Alert
          type="info"
          showIcon
          title={`已按${row.identity === 'subject' ? '用户标识' : '登录名'}关联`}
          action={
            <Button size="small" disabled={busy} onClick={() => onChange({ identity: null })}>
              解除关联
            </Button>
          }
        />
      )}
      <FieldForm
        form={form}
        name="staff-identity"
        initialValues={{ identity: { by: 'subject', value: '' } }}
        onFinish={submit}
      >
        <div className="grid">
          <Form.Item name={['identity', 'by']} label="按什么关联">
            <Select
              options={[
                { value: 'subject', label: '用户标识（sub）' },
                { value: 'username', label: '登录名（preferred_username）' },
              ]}
            />
          </Form.Item>
          <Form.Item name={['identity', 'value']} label="此人在那里的标识" extra="保存后不再显示。">
            <Input maxLength={255} autoComplete="off" spellCheck={false} autoCapitalize="none" />
          </Form.Item>
        </div>
        <Button htmlType="submit" disabled={busy}>
          {row.identity === null ? '关联' : '改为这个'}
        </Button>
      </FieldForm>
    </>
  )
}
