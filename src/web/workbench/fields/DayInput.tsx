import { Input } from 'antd'

interface DayInputProps {
  /** Given by the form item. */
  readonly id?: string
  readonly value?: string | null
  readonly onChange?: (day: string | null) => void
  readonly min?: string
  readonly max?: string
}

/** A day as YYYY-MM-DD by the browser's own field: it knows keyboards, screen readers and pasting. */
export const DayInput = ({ value, onChange, ...rest }: DayInputProps) => (
  <Input
    {...rest}
    type="date"
    className="day-input"
    value={value ?? ''}
    onChange={(event) => onChange?.(event.target.value === '' ? null : event.target.value)}
  />
)
