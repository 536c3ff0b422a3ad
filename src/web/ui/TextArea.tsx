import { Field, type FieldProps } from './field.tsx'

/** Several lines of text. Without script the counter can only tell what arrived last time, and says so. */
export const TextArea = ({
  value,
  rows = 6,
  limit,
  hint,
  ...field
}: FieldProps & { value: string; rows?: number; limit?: number }) => {
  const counter =
    limit === undefined ? null : `最多 ${limit} 字${value === '' ? '' : `，已保存 ${[...value].length} 字`}。`
  return (
    <Field
      {...field}
      hint={
        hint || counter ? (
          <>
            {hint}
            {hint && counter ? ' ' : ''}
            {counter}
          </>
        ) : undefined
      }
    >
      {(input) => <textarea {...input} rows={rows} className="input wide" defaultValue={value} />}
    </Field>
  )
}
