import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Drawer, Form, Input } from 'antd'
import { roleWord } from '../../../contract/refusal-words.ts'
import { type StaffRow, staffInput } from '../../../contract/staff.ts'
import { roles } from '../../../domain/actor/actor.ts'
import { changeStaff, staffKey } from '../api/office.ts'
import { sentenceOf } from '../api/problem-error.ts'
import { CheckGroup } from '../fields/ChoiceGroup.tsx'
import { FieldForm } from '../fields/FieldForm.tsx'
import { readForm, showProblem } from '../fields/form-errors.ts'
import { useReturnFocus } from '../shell/use-return-focus.ts'
import { SignInHelp } from './SignInHelp.tsx'

const rolesBody = staffInput.pick({ roles: true })
const passwordBody = staffInput.pick({ password: true })

/** Roles, whether the person may sign in, and help for a forgotten password or a lost phone. An account is never deleted: the record names its owner. */
export const ChangeStaffDrawer = ({ row, onClose }: { row: StaffRow; onClose: () => void }) => {
  useReturnFocus()
  const [form] = Form.useForm()
  const [passwordForm] = Form.useForm()
  const { message, modal } = App.useApp()
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: (body: Parameters<typeof changeStaff>[1]) => changeStaff(row.id, body),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: staffKey })
      message.success(`已修改 ${row.name}`)
      onClose()
    },
    onError: (error) => showProblem(form, error),
  })
  const submit = () => {
    const body = readForm(form, rolesBody)
    if (body !== null) send.mutate(body)
  }
  const toggle = async () => {
    const sure =
      row.disabled ||
      (await modal.confirm({
        title: `停用 ${row.name} 的账号？`,
        content: '停用后不能登录，正在使用的会话立即结束。以后可以再启用。',
        okText: '停用',
        cancelText: '取消',
      }))
    if (sure) send.mutate({ disabled: !row.disabled })
  }
  const resetTotp = async () => {
    const sure = await modal.confirm({
      title: `重置 ${row.name} 的两步验证？`,
      content: '请先核对是本人。重置后下次登录只要密码，本人登录后重新开启。',
      okText: '重置',
      cancelText: '取消',
    })
    if (sure) send.mutate({ resetTotp: true })
  }
  const setPassword = () => {
    const body = readForm(passwordForm, passwordBody)
    if (body !== null) send.mutate(body)
  }
  return (
    <Drawer
      open
      size="large"
      title={`修改 ${row.name}`}
      onClose={onClose}
      footer={
        <div className="row">
          <Button type="primary" loading={send.isPending} onClick={() => form.submit()}>
            保存角色
          </Button>
          <Button danger={!row.disabled} onClick={toggle} disabled={send.isPending}>
            {row.disabled ? '启用账号' : '停用账号'}
          </Button>
          <Button onClick={onClose}>取消</Button>
        </div>
      }
    >
      {send.isError ? <Alert type="error" role="alert" showIcon title={sentenceOf(send.error)} /> : null}
      <p className="soft">
        {row.username} · {row.institution.name}
      </p>
      <FieldForm form={form} name="staff-change" initialValues={{ roles: row.roles }} onFinish={submit}>
        <Form.Item name="roles" label="角色" required>
          <CheckGroup stacked label="角色" options={roles.map((role) => ({ value: role, label: roleWord(role) }))} />
        </Form.Item>
      </FieldForm>
      <h2>忘记密码</h2>
      <FieldForm form={passwordForm} name="staff-password" initialValues={{ password: '' }} onFinish={setPassword}>
        <Form.Item name="password" label="新的初始密码" extra="至少 12 个字符。此人现有的登录立即结束。">
          <Input.Password autoComplete="new-password" visibilityToggle={false} />
        </Form.Item>
        <Button htmlType="submit" disabled={send.isPending}>
          重设密码
        </Button>
      </FieldForm>
      {row.totpEnabled ? (
        <>
          <h2 className="after-form">换了手机</h2>
          <Button onClick={resetTotp} disabled={send.isPending}>
            重置两步验证
          </Button>
        </>
      ) : null}
      <SignInHelp row={row} busy={send.isPending} onChange={send.mutate} />
    </Drawer>
  )
}
