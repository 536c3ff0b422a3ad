import { Button, Form, Input, Select } from 'antd'
import { useEffect } from 'react'
import { submissionLimits } from '../../../../contract/submission.ts'
import { useCodeLists } from '../../api/code-lists.ts'
import { todayInChina } from '../../clock.ts'
import { CheckGroup } from '../../fields/ChoiceGroup.tsx'
import { DayInput } from '../../fields/DayInput.tsx'
import { DivisionSelect } from '../../fields/DivisionSelect.tsx'
import { LongText } from '../../fields/LongText.tsx'
import { emptyRight } from './registration-values.ts'

const need = (field: string) => ['submission', 'need', field]

export const NeedFields = () => {
  const codes = useCodeLists()
  const urgency: unknown = Form.useWatch(need('urgency'))
  const needsDate = codes.entries('urgencies').some((entry) => entry.code === urgency && entry.needsDate)
  return (
    <>
      <RightFields />
      <div className="grid">
        <Form.Item name={need('position')} label="来人的立场" required>
          <Select options={codes.options('positions')} placeholder="请选择" />
        </Form.Item>
        <Form.Item name={need('scene')} label="是什么情形" required>
          <Select options={codes.options('scenes')} placeholder="请选择" />
        </Form.Item>
      </div>
      <Form.Item name={need('facts')} label="事情经过" required extra="什么时候、在哪里、谁、做了什么。至少 10 个字。">
        <LongText max={submissionLimits.factsChars} />
      </Form.Item>
      <div className="grid">
        <Form.Item name={need('occurredIn')} label="发生地（在国外或者不知道的不填）">
          <DivisionSelect />
        </Form.Item>
        <Form.Item name={need('locatedIn')} label="申请人住所地或者营业地">
          <DivisionSelect />
        </Form.Item>
        <Form.Item name={need('knownSince')} label="什么时候知道的（可不填）">
          <DayInput max={todayInChina()} />
        </Form.Item>
        <Form.Item name={need('urgency')} label="急不急" required>
          <Select options={codes.options('urgencies')} />
        </Form.Item>
        {needsDate ? (
          <Form.Item name={need('urgentUntil')} label="最晚到哪一天">
            <DayInput />
          </Form.Item>
        ) : null}
      </div>
      <ServiceFields />
    </>
  )
}

const ServiceFields = () => {
  const codes = useCodeLists()
  const form = Form.useFormInstance()
  const kind: unknown = Form.useWatch(['submission', 'kind'])
  const options = codes.options(
    'services',
    (entry) => entry.offered !== false && (kind === undefined || (entry.kinds ?? []).some((one) => one === kind)),
  )
  const fitting = options.map((option) => option.value).join(' ')
  useEffect(() => {
    // A service that the other kind of matter does not offer would be refused without standing on the screen.
    const chosen: unknown = form.getFieldValue(need('services'))
    if (!Array.isArray(chosen)) return
    const kept = chosen.filter((service) => fitting.split(' ').includes(service))
    if (fitting !== '' && kept.length < chosen.length) form.setFieldValue(need('services'), kept)
  }, [form, fitting])
  return (
    <Form.Item name={need('services')} label="想要什么帮助" required>
      <CheckGroup stacked label="想要什么帮助" options={options} />
    </Form.Item>
  )
}

const RightFields = () => {
  const codes = useCodeLists()
  return (
    <Form.List name={need('rights')}>
      {(rows, { add, remove }, { errors }) => (
        <div className="repeater">
          {rows.map((row, index) => (
            <fieldset key={row.key} className="repeated grid three">
              <legend>权利 {index + 1}</legend>
              <Form.Item name={[row.name, 'type']} label="种类" required>
                <Select options={codes.options('right-types')} placeholder="请选择" />
              </Form.Item>
              <Form.Item name={[row.name, 'number']} label="号码（可不填）">
                <Input autoComplete="off" spellCheck={false} placeholder="例如 ZL202330123456.7" />
              </Form.Item>
              <Form.Item name={[row.name, 'name']} label="名称（可不填）">
                <Input maxLength={100} autoComplete="off" />
              </Form.Item>
              {rows.length === 1 ? null : (
                <Button size="small" aria-label={`删除权利 ${index + 1}`} onClick={() => remove(row.name)}>
                  删除
                </Button>
              )}
            </fieldset>
          ))}
          <Form.ErrorList errors={errors} />
          <Button onClick={() => add({ ...emptyRight })} disabled={rows.length >= submissionLimits.rights}>
            再加一项权利
          </Button>
        </div>
      )}
    </Form.List>
  )
}
