import { Form, Select } from 'antd'
import { useCodeLists } from '../../../api/code-lists.ts'
import { CheckGroup, RadioGroup } from '../../../fields/ChoiceGroup.tsx'
import { InstitutionSelect } from '../../../fields/InstitutionSelect.tsx'
import { LongText } from '../../../fields/LongText.tsx'

const ReasonsItem = ({ label, extra }: { label: string; extra?: string }) => (
  <Form.Item name="reasons" label={label} required extra={extra}>
    <LongText max={2000} />
  </Form.Item>
)

export const AcceptFields = () => (
  <Form.Item name="words" label="告知申请人的话（可不填）">
    <LongText max={2000} rows={4} />
  </Form.Item>
)

export const RefuseFields = () => {
  const codes = useCodeLists()
  return (
    <>
      <Form.Item name="grounds" label="不予受理的理由" required>
        <CheckGroup stacked label="不予受理的理由" options={codes.options('refusal-grounds')} />
      </Form.Item>
      <ReasonsItem label="具体说明" extra="写给申请人看：哪一条不符合，可以怎么办。申诉期限由系统写进决定。" />
    </>
  )
}

export const NotInAreaFields = () => (
  <>
    <ReasonsItem label="理由" />
    <Form.Item name="advisedInstitutionId" label="应当找哪一家机构（可不填）">
      <InstitutionSelect />
    </Form.Item>
  </>
)

export const AppealDecisionFields = () => (
  <>
    <Form.Item name="outcome" label="结论" required>
      <RadioGroup
        stacked
        label="结论"
        options={[
          { value: 'revoked', label: '撤销不予受理决定，转为受理' },
          { value: 'upheld', label: '维持不予受理决定' },
        ]}
      />
    </Form.Item>
    <Form.Item name="answer" label="给申请人的答复" required>
      <LongText max={2000} />
    </Form.Item>
  </>
)

export const TerminateFields = () => {
  const codes = useCodeLists()
  return (
    <>
      <Form.Item name="ground" label="终止的理由" required>
        <Select options={codes.options('termination-grounds')} placeholder="请选择" />
      </Form.Item>
      <ReasonsItem label="具体说明" />
    </>
  )
}

export const WithdrawFields = () => (
  <Form.Item name="reasons" label="申请人撤回的理由" required extra="申请人怎么说的，怎么来的（当面、电话、来信）。">
    <LongText max={2000} rows={4} />
  </Form.Item>
)
