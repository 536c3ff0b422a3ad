import type { ReactNode } from 'react'
import type { FieldError, Option } from '../../contract/portal/parts.ts'
import { describedBy, errorsOf, FieldMessages, fieldId, Optional } from './field.tsx'

/** The first choice carries the field's own id, so that the error summary leads straight to it. */
const optionId = (name: string, option: Option, index: number): string =>
  index === 0 ? fieldId(name) : `${fieldId(name)}-${fieldId(option.code)}`

export type ChoicesProps = {
  name: string
  legend: ReactNode
  /** The legend is the page's heading when the page asks this one question. */
  asHeading?: boolean
  hint?: ReactNode
  options: readonly Option[]
  errors: readonly FieldError[]
  optional?: boolean
  /** Two columns on wide screens, for many short labels. */
  columns?: boolean
}

const Choices = ({
  type,
  chosen,
  name,
  legend,
  asHeading,
  hint,
  options,
  errors,
  optional,
  columns,
}: ChoicesProps & { type: 'radio' | 'checkbox'; chosen: (code: string) => boolean }) => {
  const id = fieldId(name)
  const messages = errorsOf(errors, name)
  const words = (
    <>
      {legend}
      {optional ? <Optional /> : null}
    </>
  )
  return (
    <fieldset
      className={messages.length > 0 ? 'field has-error' : 'field'}
      aria-describedby={describedBy(id, hint, messages)}
    >
      <legend className={asHeading ? 'as-heading' : undefined}>{asHeading ? <h1>{words}</h1> : words}</legend>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <FieldMessages id={id} messages={messages} />
      <div className={columns ? 'opts columns' : 'opts'}>
        {options.map((option, index) => (
          <label className="opt" key={option.code} htmlFor={optionId(name, option, index)}>
            <input
              type={type}
              id={optionId(name, option, index)}
              name={name}
              value={option.code}
              defaultChecked={chosen(option.code)}
            />
            <span>
              <b>{option.label}</b>
              {option.hint ? <span className="opt-hint">{option.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** One of several, each a card that can be pressed anywhere. */
export const RadioCards = ({ value, ...props }: ChoicesProps & { value: string }) => (
  <Choices {...props} type="radio" chosen={(code) => code === value} />
)

/** Any number of several. The form sends the name once for each chosen code. */
export const CheckboxCards = ({ values, ...props }: ChoicesProps & { values: readonly string[] }) => (
  <Choices {...props} type="checkbox" chosen={(code) => values.includes(code)} />
)

/** A single yes; sends `yes` or nothing. */
export const Tick = ({
  name,
  label,
  hint,
  checked,
  errors,
}: {
  name: string
  label: ReactNode
  hint?: ReactNode
  checked: boolean
  errors: readonly FieldError[]
}) => {
  const id = fieldId(name)
  const messages = errorsOf(errors, name)
  return (
    <div className={messages.length > 0 ? 'field has-error' : 'field'}>
      <FieldMessages id={id} messages={messages} />
      <label className="opt" htmlFor={id}>
        <input
          type="checkbox"
          id={id}
          name={name}
          value="yes"
          defaultChecked={checked}
          aria-invalid={messages.length > 0 ? true : undefined}
          aria-describedby={describedBy(id, undefined, messages)}
        />
        <span>
          <b>{label}</b>
          {hint ? <span className="opt-hint">{hint}</span> : null}
        </span>
      </label>
    </div>
  )
}
