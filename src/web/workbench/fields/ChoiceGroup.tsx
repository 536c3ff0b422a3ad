import { Checkbox, Radio } from 'antd'

interface Option {
  readonly value: string
  readonly label: string
}

interface GroupProps<Value> {
  /** Names the group for screen readers: a label can't point at a group. */
  readonly label: string
  readonly options: readonly Option[]
  /** Below each other instead of side by side. */
  readonly stacked?: boolean
  /** Given by the form item. */
  readonly id?: string
  readonly value?: Value
  readonly onChange?: (value: Value) => void
  readonly 'aria-describedby'?: string
}

/** Several of several. Takes no aria-required from the form item: a group of checkboxes may not carry it. */
export const CheckGroup = ({ label, options, stacked, id, value, onChange, ...rest }: GroupProps<string[]>) => (
  <Checkbox.Group
    // The group hands every attribute on, though its type names no id.
    {...{ id }}
    aria-label={label}
    aria-describedby={rest['aria-describedby']}
    className={stacked ? 'stacked' : undefined}
    options={[...options]}
    value={value}
    onChange={onChange}
  />
)

/** One of several. */
export const RadioGroup = ({ label, options, stacked, id, value, onChange, ...rest }: GroupProps<string>) => (
  <Radio.Group
    id={id}
    aria-label={label}
    aria-describedby={rest['aria-describedby']}
    className={stacked ? 'stacked' : undefined}
    options={[...options]}
    value={value}
    onChange={(event) => onChange?.(String(event.target.value))}
  />
)
