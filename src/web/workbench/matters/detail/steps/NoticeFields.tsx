import { Button, Form, Input, Select } from 'antd'
import { todayInChina } from '../../../clock.ts'
import { DayInput } from '../../../fields/DayInput.tsx'
import { EvidenceFields } from '../../../fields/EvidenceFields.tsx'
import { LongText } from '../../../fields/LongText.tsx'
import { momentInWords } from '../../../words/moment.ts'
import { receiptWayOptions } from '../../../words/receipt-ways.ts'
import type { StepFieldsProps } from './step-forms.ts'

const maxItems = 20

export const RequestSupplementFields = () => (
  <Form.List name="items">
    {(rows, { add, remove }, { errors }) => (
      <div className="repeater">
        <p className="soft">一次写全。每一项写清楚缺什么、到哪里可以取得。</p>
        {rows.map((row, index) => (
          <div key={row.key} className="repeated">
            <Form.Item name={row.name} label={`需要补正的内容 ${index + 1}`} required>
              <LongText max={500} rows={2} />
            </Form.Item>
            {rows.length === 1 ? null : (
              <Button size="small" aria-label={`删除第 ${index + 1} 项`} onClick={() => remove(row.name)}>
                删除
              </Button>
            )}
          </div>
        ))}
        <Form.ErrorList errors={errors} />
        <Button onClick={() => add('')} disabled={rows.length >= maxItems}>
          再加一项
        </Button>
      </div>
    )}
  </Form.List>
)

export const ReceiptFields = ({ matter }: StepFieldsProps) => {
  const way: unknown = Form.useWatch('way')
  return (
    <>
      <Form.Item name="noticeId" label="哪一份通知或者文书" required>
        <Select
          options={matter.unreceived.map(({ id, title, number, issuedAt }) => ({
            value: id,
            label: `${title}${number === null ? '' : ` ${number}`}，${momentInWords(issuedAt)} 发出`,
          }))}
        />
      </Form.Item>
      <Form.Item name="way" label="怎么送达的" required>
        <Select options={receiptWayOptions} />
      </Form.Item>
      {way === 'post' ? (
        <Form.Item name="trackingNumber" label="邮件号（可不填）" extra="挂号信或者快递的单号，以后查得到。">
          <Input maxLength={40} />
        </Form.Item>
      ) : null}
      <Form.Item name="on" label="送达日期" required extra="申请人的时限从送达日的次日起算。">
        <DayInput max={todayInChina()} />
      </Form.Item>
    </>
  )
}

export const SupplementFields = ({ matter }: StepFieldsProps) => (
  <>
    <p className="soft">要求补正的内容：</p>
    <ol className="bullets">
      {matter.supplements.at(-1)?.items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ol>
    <Form.Item name="answer" label="申请人补正的说明" required>
      <LongText max={5000} />
    </Form.Item>
    <EvidenceFields name={['evidence']} label="材料" />
  </>
)
