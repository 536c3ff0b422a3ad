import { Button, Checkbox, Input } from 'antd'
import { useId } from 'react'
import type { DocumentDraft } from '../../../../../contract/document.ts'
import type { DocumentValues } from '../../../../../contract/document-values.ts'
import { LongText } from '../../../fields/LongText.tsx'

type FormField = DocumentDraft['form']['fields'][number]
type Value = DocumentValues[string]

interface DraftFieldsProps {
  readonly draft: DocumentDraft
  readonly values: DocumentValues
  readonly onChange: (values: DocumentValues) => void
}

/** What of a document may be reworded; facts of the record are told and stay as they are. */
export const DraftFields = ({ draft, values, onChange }: DraftFieldsProps) => {
  const editable = draft.form.fields.filter((field) => field.editable)
  const fixed = draft.form.fields.filter((field) => !field.editable && typeof values[field.id] === 'string')
  return (
    <div className="draft-fields">
      {editable.map((field) => (
        <DraftField
          key={field.id}
          field={field}
          value={values[field.id] ?? null}
          onChange={(value) => onChange({ ...values, [field.id]: value })}
        />
      ))}
      {fixed.length === 0 ? null : (
        <details>
          <summary>由系统填写、不能改的内容</summary>
          <ul className="bullets">
            {fixed.map((field) => (
              <li key={field.id}>
                {field.label}：{String(values[field.id])}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

interface DraftFieldProps {
  readonly field: FormField
  readonly value: Value
  readonly onChange: (value: Value) => void
}

const DraftField = ({ field, value, onChange }: DraftFieldProps) => {
  const id = useId()
  const label = `${field.label}${field.required ? '' : '（可不填）'}`
  const hint = field.hint === null ? null : <p className="soft">{field.hint}</p>
  if (field.kind === 'check' || field.kind === 'table') {
    return (
      <fieldset className="draft-field">
        <legend>{label}</legend>
        {field.kind === 'check' ? (
          <Boxes field={field} value={value} onChange={onChange} />
        ) : (
          <Rows field={field} value={value} onChange={onChange} />
        )}
        {hint}
      </fieldset>
    )
  }
  return (
    <div className="draft-field">
      <label htmlFor={id}>
        {label}
        {field.kind === 'list' ? '，一行一项' : ''}
      </label>
      <Written id={id} field={field} value={value} onChange={onChange} />
      {hint}
    </div>
  )
}

const Written = ({ id, field, value, onChange }: DraftFieldProps & { readonly id: string }) => {
  if (field.kind === 'list') {
    // Fields of this kind hold nothing but texts.
    const items = Array.isArray(value) ? value.map(String) : []
    return (
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2, maxRows: 12 }}
        value={items.join('\n')}
        onChange={(event) => onChange(event.target.value.split('\n'))}
        onBlur={() => onChange(items.filter((item) => item.trim() !== ''))}
      />
    )
  }
  const text = typeof value === 'string' ? value : ''
  const change = (next: string) => onChange(next === '' ? null : next)
  if (field.kind === 'long-text') {
    return <LongText id={id} max={field.maxChars} rows={4} value={text} onChange={change} />
  }
  return (
    <Input
      id={id}
      type={field.kind === 'date' ? 'date' : 'text'}
      value={text}
      onChange={(event) => change(event.target.value)}
    />
  )
}

type Box = { readonly label: string; readonly checked: boolean }
const isBox = (one: unknown): one is Box => typeof one === 'object' && one !== null && 'checked' in one

const Boxes = ({ field, value, onChange }: DraftFieldProps) => {
  const boxes = Array.isArray(value) ? value.filter(isBox) : []
  return boxes.map((box) => (
    <div key={box.label}>
      <Checkbox
        checked={box.checked}
        onChange={(event) =>
          onChange(
            boxes.map((one) => {
              if (one.label === box.label) return { ...one, checked: event.target.checked }
              return field.single && event.target.checked ? { ...one, checked: false } : { ...one }
            }),
          )
        }
      >
        {box.label}
      </Checkbox>
    </div>
  ))
}

type Row = Record<string, string>
const isRow = (one: unknown): one is Row => typeof one === 'object' && one !== null && !isBox(one)

const Rows = ({ field, value, onChange }: DraftFieldProps) => {
  const rows = Array.isArray(value) ? value.filter(isRow) : []
  const set = (index: number, column: string, text: string) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, [column]: text } : row)))
  return (
    <div className="repeater">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name but their place, and are changed in place
        <div key={index} className="repeated">
          {field.columns.map((column) => (
            <Input
              key={column.id}
              aria-label={`${field.label}，第 ${index + 1} 行，${column.label}`}
              placeholder={column.label}
              value={row[column.id] ?? ''}
              onChange={(event) => set(index, column.id, event.target.value)}
            />
          ))}
          <Button size="small" onClick={() => onChange(rows.filter((_, at) => at !== index))}>
            删除第 {index + 1} 行
          </Button>
        </div>
      ))}
      <Button
        size="small"
        onClick={() => onChange([...rows, Object.fromEntries(field.columns.map((column) => [column.id, '']))])}
      >
        加一行
      </Button>
    </div>
  )
}
