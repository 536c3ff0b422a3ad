import { Button, Form, Input } from 'antd'
import { submissionLimits } from '../../../../contract/submission.ts'
import { emptyRespondent } from './registration-values.ts'

export const RespondentFields = () => (
  <Form.List name={['submission', 'respondents']}>
    {(rows, { add, remove }, { errors }) => (
      <div className="repeater">
        {rows.map((row, index) => (
          <fieldset key={row.key} className="repeated grid three">
            <legend>对方 {index + 1}</legend>
            <Form.Item name={[row.name, 'name']} label="名称" required>
              <Input maxLength={100} autoComplete="off" />
            </Form.Item>
            <Form.Item name={[row.name, 'place']} label="地点（可不填）">
              <Input maxLength={200} autoComplete="off" />
            </Form.Item>
            <Form.Item name={[row.name, 'link']} label="网店或者商品网址（可不填）">
              <Input type="url" inputMode="url" placeholder="https://" autoComplete="off" />
            </Form.Item>
            <Button size="small" aria-label={`删除对方 ${index + 1}`} onClick={() => remove(row.name)}>
              删除
            </Button>
          </fieldset>
        ))}
        <Form.ErrorList errors={errors} />
        <Button onClick={() => add({ ...emptyRespondent })} disabled={rows.length >= submissionLimits.respondents}>
          {rows.length === 0 ? '添加对方' : '再加一个对方'}
        </Button>
      </div>
    )}
  </Form.List>
)
