import { useInfiniteQuery } from '@tanstack/react-query'
import { Alert, Form, Input, InputNumber, Select } from 'antd'
import { useCodeLists } from '../../../api/code-lists.ts'
import { staffPagesQuery } from '../../../api/office.ts'
import { LongText } from '../../../fields/LongText.tsx'
import { Trouble } from '../../../shell/Trouble.tsx'
import { rolesInWords } from '../../../words/roles.ts'
import { moneyFields } from './money-fields.ts'
import type { StepFieldsProps } from './step-forms.ts'

const handlerRoles = ['clerk', 'reviewer', 'head']

export const AssignFields = ({ matter }: StepFieldsProps) => {
  const staff = useInfiniteQuery(staffPagesQuery({ institutionId: matter.holder.id, limit: 100 }))
  const rows = (staff.data?.pages.flatMap((page) => page.rows) ?? []).filter(
    (row) => !row.disabled && row.roles.some((role) => handlerRoles.includes(role)),
  )
  return (
    <>
      {staff.isError ? <Trouble error={staff.error} onRetry={() => staff.refetch()} /> : null}
      <Form.Item
        name="handlerId"
        label="承办人"
        required
        extra={matter.handler === null ? undefined : `现在的承办人：${matter.handler.name}`}
      >
        <Select
          loading={staff.isPending}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="请选择"
          notFoundContent={staff.isPending ? '正在读取…' : '本机构没有可以承办的人员'}
          options={rows.map((row) => ({ value: row.id, label: `${row.name}（${rolesInWords(row.roles)}）` }))}
          onPopupScroll={() => {
            if (staff.hasNextPage && !staff.isFetching) staff.fetchNextPage()
          }}
        />
      </Form.Item>
    </>
  )
}

export const DeliverableFields = ({ matter }: StepFieldsProps) => {
  const codes = useCodeLists()
  const kind: unknown = Form.useWatch('kind')
  const disclaimer = codes.entries('deliverable-kinds').find((entry) => entry.code === kind)?.disclaimer
  return (
    <>
      <Form.Item name="kind" label="种类" required extra="只列出与申请的服务相符的种类。">
        <Select
          placeholder="请选择"
          options={codes.options('deliverable-kinds', (entry) => matter.fittingDeliverables.includes(entry.code))}
        />
      </Form.Item>
      {disclaimer ? <Alert type="info" title={disclaimer} description="这句话会印在书面意见上，不用再写。" /> : null}
      <Form.Item name="title" label="标题" required>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="body" label="正文" required extra="申请人可以在线查看全文。至少 10 个字。">
        <LongText max={20_000} rows={12} />
      </Form.Item>
    </>
  )
}

export const CloseFields = ({ matter }: StepFieldsProps) => {
  const codes = useCodeLists()
  return (
    <>
      <Form.Item name="resultCode" label="结果" required>
        <Select
          placeholder="请选择"
          options={codes.options(
            'result-codes',
            (entry) => entry.setBy !== 'procedure' && (entry.kinds?.includes(matter.kind) ?? true),
          )}
        />
      </Form.Item>
      <Form.Item name="summary" label="结果摘要" required extra="申请人可以看到。">
        <LongText max={2000} />
      </Form.Item>
      <fieldset className="money">
        <legend>金额（元，说不清的不填）</legend>
        {moneyFields.map(({ name, label }) => (
          <Form.Item key={name} name={['money', name]} label={label}>
            <InputNumber min={0} max={1e13} precision={2} controls={false} inputMode="decimal" />
          </Form.Item>
        ))}
      </fieldset>
    </>
  )
}
