import { Button, Form, Input, Select } from 'antd'
import { submissionLimits } from '../../../contract/submission.ts'
import { useCodeLists } from '../api/code-lists.ts'
import { RadioGroup } from './ChoiceGroup.tsx'
import { emptyEvidence } from './evidence-values.ts'
import type { FieldPath } from './form-errors.ts'
import { UploadField } from './UploadField.tsx'

/** A repeater: files, which are sent at once, and links. */
export const EvidenceFields = ({ name, label = '证据' }: { name: FieldPath; label?: string }) => {
  const codes = useCodeLists()
  const form = Form.useFormInstance()
  return (
    <Form.List name={[...name]}>
      {(rows, { add, remove }, { errors }) => (
        <div className="repeater">
          {rows.map((row, index) => (
            <fieldset key={row.key} className="repeated">
              <legend>
                {label} {index + 1}
              </legend>
              <Form.Item name={[row.name, 'kind']} label="类别" required>
                <Select options={codes.options('evidence-kinds')} placeholder="请选择" />
              </Form.Item>
              <Form.Item name={[row.name, 'source']} label="形式">
                <RadioGroup
                  label="形式"
                  options={[
                    { value: 'file', label: '文件' },
                    { value: 'link', label: '网址' },
                  ]}
                />
              </Form.Item>
              <Form.Item noStyle shouldUpdate>
                {() =>
                  form.getFieldValue([...name, row.name, 'source']) === 'link' ? (
                    <>
                      <Form.Item name={[row.name, 'name']} label="名称" required>
                        <Input maxLength={100} />
                      </Form.Item>
                      <Form.Item name={[row.name, 'link']} label="网址" required>
                        <Input type="url" inputMode="url" placeholder="https://" />
                      </Form.Item>
                    </>
                  ) : (
                    <Form.Item name={[row.name, 'uploadId']} label="文件" required>
                      <UploadField />
                    </Form.Item>
                  )
                }
              </Form.Item>
              <Button size="small" onClick={() => remove(row.name)} aria-label={`删除${label} ${index + 1}`}>
                删除
              </Button>
            </fieldset>
          ))}
          <Form.ErrorList errors={errors} />
          <Button onClick={() => add({ ...emptyEvidence })} disabled={rows.length >= submissionLimits.evidence}>
            {rows.length === 0 ? `添加${label}` : `再加一份${label}`}
          </Button>
        </div>
      )}
    </Form.List>
  )
}
