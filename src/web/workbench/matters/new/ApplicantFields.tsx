import { Checkbox, Form, Input, Select } from 'antd'
import { useCodeLists } from '../../api/code-lists.ts'

const applicant = (field: string) => ['submission', 'applicant', field]
const agent = (field: string) => ['submission', 'agent', field]

export const ApplicantFields = () => {
  const codes = useCodeLists()
  const kind: unknown = Form.useWatch(['submission', 'kind'])
  const identityKind: unknown = Form.useWatch(applicant('identityKind'))
  const hasAgent: unknown = Form.useWatch(['submission', 'hasAgent'])
  const isPerson = identityKind === 'natural-person'
  return (
    <>
      <div className="grid">
        <Form.Item name={applicant('identityKind')} label="身份" required>
          <Select options={codes.options('identity-kinds')} placeholder="请选择" />
        </Form.Item>
        <Form.Item name={applicant('name')} label={isPerson ? '姓名' : '姓名或者名称'} required>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name={applicant('identifier')}
          label={isPerson ? '身份证号' : '统一社会信用代码'}
          required={kind === 'aid'}
          extra={kind === 'consultation' ? '咨询可以不填。' : undefined}
        >
          <Input autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Form.Item name={applicant('phone')} label="电话" required>
          <Input type="tel" inputMode="tel" autoComplete="off" />
        </Form.Item>
        <Form.Item name={applicant('mail')} label="电子邮箱（可不填）">
          <Input type="email" inputMode="email" autoComplete="off" />
        </Form.Item>
        <Form.Item name={applicant('address')} label="通信地址（可不填）">
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      </div>
      {isPerson ? null : (
        <Form.Item name={applicant('sme')} valuePropName="checked">
          <Checkbox>小微企业或者个体工商户</Checkbox>
        </Form.Item>
      )}
      <Form.Item name={['submission', 'hasAgent']} valuePropName="checked">
        <Checkbox>由他人代办</Checkbox>
      </Form.Item>
      {hasAgent === true ? (
        <div className="grid">
          <Form.Item name={agent('name')} label="代办人姓名" required>
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          <Form.Item name={agent('phone')} label="代办人电话" required>
            <Input type="tel" inputMode="tel" autoComplete="off" />
          </Form.Item>
          <Form.Item name={agent('relation')} label="与申请人的关系" required>
            <Input maxLength={60} placeholder="例如：律师、家属、员工" />
          </Form.Item>
        </div>
      ) : null}
    </>
  )
}
