import type { ReactNode } from 'react'
import type { FieldError } from '../../contract/portal/parts.ts'
import { inBoth } from '../../domain/kernel/language.ts'
import { describedBy, errorsOf, FieldMessages, fieldId, Optional } from './field.tsx'
import { useWords } from './language.tsx'

const words = inBoth({
  zh: { year: '年', month: '月', day: '日' },
  en: { year: 'year', month: 'month', day: 'day' },
})

export type DateValues = { year: string; month: string; day: string }

/**
 * A day as three number boxes: one types it, nothing pops up, and it stays as typed when it is wrong. The native date
 * picker was the loser: on old phones it opens at today and needs dozens of taps to reach another year.
 * Sends `<name>Year`, `<name>Month`, `<name>Day`; an error for `name` leads to the year.
 */
export const DateFields = ({
  name,
  legend,
  hint,
  optional,
  values,
  errors,
}: {
  name: string
  legend: ReactNode
  hint?: ReactNode
  optional?: boolean
  values: DateValues
  errors: readonly FieldError[]
}) => {
  const t = useWords(words)
  const id = fieldId(name)
  const messages = errorsOf(errors, name)
  const box = (part: 'Year' | 'Month' | 'Day', boxId: string, unit: string, value: string) => (
    <span className="date-part">
      <input
        className={part === 'Year' ? 'input year' : 'input digits'}
        id={boxId}
        name={`${name}${part}`}
        inputMode="numeric"
        defaultValue={value}
        autoComplete="off"
        aria-invalid={messages.length > 0 ? true : undefined}
      />
      <label htmlFor={boxId}>{unit}</label>
    </span>
  )
  return (
    <fieldset
      className={messages.length > 0 ? 'field has-error' : 'field'}
      aria-describedby={describedBy(id, hint, messages)}
    >
      <legend>
        {legend}
        {optional ? <Optional /> : null}
      </legend>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <FieldMessages id={id} messages={messages} />
      <div className="date-parts">
        {box('Year', id, t.year, values.year)}
        {box('Month', `${id}-month`, t.month, values.month)}
        {box('Day', `${id}-day`, t.day, values.day)}
      </div>
    </fieldset>
  )
}
