import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Drawer, Form, Input } from 'antd'
import { useState } from 'react'
import { roleWord } from '../../../contract/refusal-words.ts'
import { staffInput } from '../../../contract/staff.ts'
import { roles } from '../../../domain/actor/actor.ts'
import { addStaff, staffKey } from '../api/office.ts'
import { sentenceOf } from '../api/problem-error.ts'
import { CheckGroup } from '../fields/ChoiceGroup.tsx'
import { FieldForm } from '../fields/FieldForm.tsx'
import { readForm, showProblem } from '../fields/form-errors.ts'
import { InstitutionSelect } from '../fields/InstitutionSelect.tsx'
import { useStaff } from '../session/staff-context.ts'
import { useReturnFocus } from '../shell/use-return-focus.ts'

export const AddStaffDrawer = ({ onClose }: { onClose: () => void }) => {
  useReturnFocus()
  const [form] = Form.useForm()
  const [homeless, setHomeless] = useState<readonly string[]>([])
  const { institution } = useStaff()
  const { message } = App.useApp()
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: addStaff,
    onSuccess: async (row) => {
      await client.invalidateQueries({ queryKey: staffKey })
      message.success(`已添加 ${row.name}`)
      onClose()
    },
    onError: (error) => setHomeless(showProblem(form, error)),
  })
  const submit = () => {
    const body = readForm(form, staffInput)
    if (body !== null) send.mutate(body)
  }
  return (
    <Drawer
      open
      size="large"
      title="添加人员"
      onClose={onClose}
      footer={
        <div className="row">
          <Button type="primary" loading={send.isPending} onClick={() => form.submit()}>
            添加
          </Button>
          <Button onClick={onClose}>取消</Button>
        </div>
      }
    >
      {send.isError ? (
        <Alert type="error" role="alert" showIcon title={sentenceOf(send.error)} description={homeless.join('；')} />
      ) : null}
      <FieldForm
        form={form}
        name="staff"
        initialValues={{ name: '', username: '', password: '', roles: [], institutionId: institution.id }}
        onFinish={submit}
      >
        <Form.Item name="name" label="姓名" required>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item name="username" label="用户名" required extra="小写字母开头，可以有数字、点、横线；添加后不能改。">
          <Input maxLength={40} autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <Form.Item
          name="password"
          label="初始密码"
          required
          extra="至少 12 个字符。请当面告诉本人，本人登录后自己修改。"
        >
          <Input.Password autoComplete="new-password" visibilityToggle={false} />
        </Form.Item>
        <Form.Item name="roles" label="角色" required>
          <CheckGroup stacked label="角色" options={roles.map((role) => ({ value: role, label: roleWord(role) }))} />
        </Form.Item>
        <Form.Item name="institutionId" label="机构" required>
          <InstitutionSelect known={[institution]} />
        </Form.Item>
      </FieldForm>
    </Drawer>
  )
}
