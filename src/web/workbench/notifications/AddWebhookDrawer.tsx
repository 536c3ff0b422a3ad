import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Drawer, Form, Input } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { webhookInput, type webhookSecret } from '../../../contract/notification.ts'
import { addWebhook, webhooksKey } from '../api/notifications.ts'
import { sentenceOf } from '../api/problem-error.ts'
import { FieldForm } from '../fields/FieldForm.tsx'
import { readForm, showProblem } from '../fields/form-errors.ts'
import { InstitutionSelect } from '../fields/InstitutionSelect.tsx'
import { useStaff } from '../session/staff-context.ts'
import { useReturnFocus } from '../shell/use-return-focus.ts'

interface AddWebhookDrawerProps {
  readonly onClose: () => void
  readonly onAdded: (answer: z.output<typeof webhookSecret>) => void
}

export const AddWebhookDrawer = ({ onClose, onAdded }: AddWebhookDrawerProps) => {
  useReturnFocus()
  const [form] = Form.useForm()
  const [homeless, setHomeless] = useState<readonly string[]>([])
  const { institution } = useStaff()
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: addWebhook,
    onSuccess: async (answer) => {
      await client.invalidateQueries({ queryKey: webhooksKey })
      onAdded(answer)
    },
    onError: (error) => setHomeless(showProblem(form, error)),
  })
  const submit = () => {
    const body = readForm(form, webhookInput)
    if (body !== null) send.mutate(body)
  }
  return (
    <Drawer
      open
      size="large"
      title="添加推送地址"
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
        name="webhook"
        initialValues={{ institutionId: institution.id, url: '' }}
        onFinish={submit}
      >
        <Form.Item name="institutionId" label="机构" required extra="推送这家机构承办的事项的进展。">
          <InstitutionSelect known={[institution]} />
        </Form.Item>
        <Form.Item name="url" label="地址" required extra="https 开头的公网地址。内网地址请先由运维加入允许名单。">
          <Input maxLength={500} autoComplete="off" inputMode="url" spellCheck={false} />
        </Form.Item>
      </FieldForm>
    </Drawer>
  )
}
