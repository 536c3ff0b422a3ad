import { useMutation } from '@tanstack/react-query'
import { Alert, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { type PartyView, revealBody } from '../../../../contract/matter.ts'
import { reveal } from '../../api/matters.ts'
import { sentenceOf } from '../../api/problem-error.ts'
import { FieldForm } from '../../fields/FieldForm.tsx'
import { readForm, showProblem } from '../../fields/form-errors.ts'
import { useReturnFocus } from '../../shell/use-return-focus.ts'

export type RevealField = 'identifier' | 'phone' | 'mail' | 'address'

interface RevealDialogProps {
  readonly matterId: string
  readonly party: PartyView
  readonly field: RevealField
  readonly label: string
  readonly onClose: () => void
  readonly onShown: (value: string) => void
}

/** Asks why; the reason, who and when stand in the log before the value is shown. */
export const RevealDialog = ({ matterId, party, field, label, onClose, onShown }: RevealDialogProps) => {
  useReturnFocus()
  const [form] = Form.useForm()
  const [homeless, setHomeless] = useState<readonly string[]>([])
  const send = useMutation({
    mutationFn: (body: { partyId: string; field: RevealField; reason: string }) => reveal(matterId, body),
    onSuccess: ({ value }) => onShown(value),
    onError: (error) => setHomeless(showProblem(form, error)),
  })
  const submit = () => {
    const body = readForm(form, revealBody, (values) => ({ ...Object(values), partyId: party.partyId, field }))
    if (body !== null) send.mutate(body)
  }
  return (
    <Modal
      open
      title={`查看${party.name}的${label}`}
      okText="查看并留痕"
      cancelText="取消"
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>查看人、时间和理由会记入操作日志，不能删除。</p>
      {send.isError ? (
        <Alert type="error" role="alert" title={sentenceOf(send.error)} description={homeless.join('；')} />
      ) : null}
      <FieldForm form={form} initialValues={{ reason: '' }} onFinish={submit}>
        <Form.Item name="reason" label="查看理由" required extra="例如：电话通知补正、核对身份">
          <Input maxLength={200} autoFocus />
        </Form.Item>
      </FieldForm>
    </Modal>
  )
}
