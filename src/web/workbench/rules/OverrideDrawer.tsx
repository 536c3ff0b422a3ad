import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Drawer, Form, InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { overrideInput } from '../../../contract/deadline.ts'
import type { deadlineUnits } from '../../../domain/deadline/rule.ts'
import { type DeadlineRuleRow, deadlineRulesKey, setDeadlineOverride } from '../api/office.ts'
import { sentenceOf } from '../api/problem-error.ts'
import { todayInChina } from '../clock.ts'
import { DayInput } from '../fields/DayInput.tsx'
import { FieldForm } from '../fields/FieldForm.tsx'
import { readForm, showProblem } from '../fields/form-errors.ts'
import { LongText } from '../fields/LongText.tsx'
import { useReturnFocus } from '../shell/use-return-focus.ts'
import { limitInWords } from '../words/remaining.ts'

const unitWords = {
  hour: '小时',
  'natural-day': '天（自然日）',
  'working-day': '工作日',
  month: '月',
} satisfies Record<(typeof deadlineUnits)[number], string>

/** The institution's own limit in place of a rule's, with its reason; clocks that already run keep theirs. */
export const OverrideDrawer = ({ rule, onClose }: { rule: DeadlineRuleRow; onClose: () => void }) => {
  useReturnFocus()
  const [form] = Form.useForm()
  const [homeless, setHomeless] = useState<readonly string[]>([])
  const { message } = App.useApp()
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: (body: z.output<typeof overrideInput>) => setDeadlineOverride(rule.id, body),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: deadlineRulesKey })
      message.success('已另设时限')
      onClose()
    },
    onError: (error) => setHomeless(showProblem(form, error)),
  })
  const submit = () => {
    const body = readForm(form, overrideInput)
    if (body !== null) send.mutate(body)
  }
  return (
    <Drawer
      open
      size="large"
      title={`另设时限：${rule.name}`}
      onClose={onClose}
      footer={
        <div className="row">
          <Button type="primary" loading={send.isPending} onClick={() => form.submit()}>
            保存
          </Button>
          <Button onClick={onClose}>取消</Button>
        </div>
      }
    >
      <p>
        规则的时限是 {limitInWords(rule.limit, rule.unit)}
        。另设的时限只用于本机构，从生效日起开始的新时限；已经在走的不变。
      </p>
      {send.isError ? (
        <Alert type="error" role="alert" showIcon title={sentenceOf(send.error)} description={homeless.join('；')} />
      ) : null}
      <FieldForm
        form={form}
        name="override"
        initialValues={{ limit: rule.limit, unit: rule.unit, reason: '', validFrom: todayInChina(), validTo: null }}
        onFinish={submit}
      >
        <div className="grid">
          <Form.Item name="limit" label="时限" required>
            <InputNumber min={1} max={1000} precision={0} controls={false} inputMode="numeric" />
          </Form.Item>
          <Form.Item name="unit" label="单位" required>
            <Select options={Object.entries(unitWords).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="validFrom" label="从哪一天起" required>
            <DayInput min={todayInChina()} />
          </Form.Item>
          <Form.Item name="validTo" label="到哪一天止（不填为一直有效）">
            <DayInput />
          </Form.Item>
        </div>
        <Form.Item name="reason" label="理由" required extra="写明依据，例如文件名称和文号。">
          <LongText max={500} rows={3} />
        </Form.Item>
      </FieldForm>
    </Drawer>
  )
}
