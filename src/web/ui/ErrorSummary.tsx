import type { FieldError } from '../../contract/portal/parts.ts'
import { inBoth } from '../../domain/kernel/language.ts'
import { fieldId, messageIn } from './field.tsx'
import { useLanguage, useWords } from './language.tsx'

const words = inBoth({
  zh: { title: (count: number) => `有 ${count} 处需要改一下` },
  en: { title: (count) => (count === 1 ? 'There is 1 thing to correct' : `There are ${count} things to correct`) },
})

/** What stands in the way of the form as a whole; there is no field to lead to. */
const ofNoField = ['_csrf', 'refusal']

/** What has to be put right, each line leading to its field. Takes the focus through the page's `autofocus`. */
export const ErrorSummary = ({ errors }: { errors: readonly FieldError[] }) => {
  const t = useWords(words)
  const language = useLanguage()
  return errors.length === 0 ? null : (
    // The role makes screen readers speak it when the page comes back; the focus puts keyboard users in front of it.
    // biome-ignore lint/a11y/noAutofocus: without script this is the only way to lead to what is wrong after a post
    <div className="error-summary" role="alert" tabIndex={-1} id="errors" aria-labelledby="errors-title" autoFocus>
      <h2 id="errors-title">{t.title(errors.length)}</h2>
      <ul>
        {errors.map((error) => (
          <li key={`${error.field} ${messageIn(language, error.message)}`}>
            {ofNoField.includes(error.field) ? (
              messageIn(language, error.message)
            ) : (
              <a href={`#${fieldId(error.field)}`}>{messageIn(language, error.message)}</a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
