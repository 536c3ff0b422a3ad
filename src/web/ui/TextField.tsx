import { Field, type FieldProps } from './field.tsx'

/**
 * One line of text. `width` tells the expected length, which helps more than a placeholder would. There is no `maxlength`:
 * a browser cuts what is pasted without a word.
 */
export const TextField = ({
  value,
  type = 'text',
  inputMode,
  autoComplete,
  width = 'wide',
  spellCheck,
  ...field
}: FieldProps & {
  value: string
  type?: 'text' | 'tel' | 'email' | 'url' | 'search'
  inputMode?: 'numeric' | 'tel' | 'email' | 'url'
  autoComplete?: string
  width?: 'wide' | 'half' | 'short'
  spellCheck?: false
}) => (
  <Field {...field}>
    {(input) => (
      <input
        {...input}
        type={type}
        inputMode={inputMode}
        autoComplete={autoComplete}
        className={`input ${width}`}
        defaultValue={value}
        spellCheck={spellCheck}
      />
    )}
  </Field>
)
