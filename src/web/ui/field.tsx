import type { ReactNode } from 'react'
import type { FieldError } from '../../contract/portal/parts.ts'
import { inBoth, type Language } from '../../domain/kernel/language.ts'
import { useLanguage, useWords } from './language.tsx'

const words = inBoth({
  zh: { error: '错误：', between: '；', optional: '（选填）' },
  en: { error: 'Error: ', between: '; ', optional: ' (optional)' },
})

/** The html id of an input: `rights.0.type` → `rights-0-type`, `agentName` → `agent-name`. */
export const fieldId = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase()

/** The messages for one input. */
export const errorsOf = (errors: readonly FieldError[], name: string): FieldError['message'][] =>
  errors.filter((error) => error.field === name).map((error) => error.message)

/** A message in the page's language. */
export const messageIn = (language: Language, message: FieldError['message']): string =>
  typeof message === 'string' ? message : message[language]

/** Hint and error are read out with the input; an absent one must not leave a dangling reference. */
export const describedBy = (id: string, hint: ReactNode, messages: readonly unknown[]): string | undefined => {
  const ids = [...(hint ? [`${id}-hint`] : []), ...(messages.length > 0 ? [`${id}-error`] : [])]
  return ids.length > 0 ? ids.join(' ') : undefined
}

export const FieldMessages = ({ id, messages }: { id: string; messages: readonly FieldError['message'][] }) => {
  const t = useWords(words)
  const language = useLanguage()
  return messages.length === 0 ? null : (
    <p className="field-error" id={`${id}-error`}>
      <span className="vh">{t.error}</span>
      {messages.map((message) => messageIn(language, message)).join(t.between)}
    </p>
  )
}

/** Behind the name of what may be left out. */
export const Optional = () => <span className="optional">{useWords(words).optional}</span>

/** What every single-input field needs. */
export type FieldProps = {
  name: string
  label: ReactNode
  hint?: ReactNode
  /** Shown as 选填; everything else is needed. */
  optional?: boolean
  errors: readonly FieldError[]
}

/** Label, hint and error around one input. */
export const Field = ({
  name,
  label,
  hint,
  optional,
  errors,
  children,
}: FieldProps & {
  children: (input: { id: string; name: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode
}) => {
  const id = fieldId(name)
  const messages = errorsOf(errors, name)
  return (
    <div className={messages.length > 0 ? 'field has-error' : 'field'}>
      <label htmlFor={id}>
        {label}
        {optional ? <Optional /> : null}
      </label>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <FieldMessages id={id} messages={messages} />
      {children({
        id,
        name,
        'aria-describedby': describedBy(id, hint, messages),
        'aria-invalid': messages.length > 0 ? true : undefined,
      })}
    </div>
  )
}
