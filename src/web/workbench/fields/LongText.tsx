import { Input } from 'antd'

interface LongTextProps {
  /** Given by the form item. */
  readonly id?: string
  readonly value?: string
  readonly onChange?: (text: string) => void
  /** Characters; more can be typed and is then marked, so that a pasted text is never cut silently. */
  readonly max: number
  readonly rows?: number
  readonly placeholder?: string
}

export const LongText = ({ max, rows = 6, onChange, ...rest }: LongTextProps) => (
  <Input.TextArea
    {...rest}
    autoSize={{ minRows: rows, maxRows: 20 }}
    count={{ show: true, max, strategy: (text) => [...text].length }}
    onChange={(event) => onChange?.(event.target.value)}
  />
)
