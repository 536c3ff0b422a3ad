import { inBoth } from '../../domain/kernel/language.ts'
import { Field, type FieldProps } from './field.tsx'
import { useWords } from './language.tsx'

const words = inBoth({
  zh: { most: (limit: number) => `最多 ${limit} 字`, saved: (count: number) => `，已保存 ${count} 字`, end: '。' },
  en: { most: (limit) => `At most ${limit} characters`, saved: (count) => `, ${count} saved`, end: '.' },
})

/** Several lines of text. Without script the counter can only tell what arrived last time, and says so. */
export const TextArea = ({
  value,
  rows = 6,
  limit,
  hint,
  ...field
}: FieldProps & { value: string; rows?: number; limit?: number }) => {
  const t = useWords(words)
  const counter =
    limit === undefined ? null : `${t.most(limit)}${value === '' ? '' : t.saved([...value].length)}${t.end}`
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
