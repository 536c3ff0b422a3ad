import type { ReactNode } from 'react'
import { portalPaths } from '../../../contract/paths.ts'
import type { Chrome, FieldError } from '../../../contract/portal/parts.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { useWords } from '../../ui/language.tsx'
import { Csrf, Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    number: '事项编号 ',
    back: '返回进度',
  },
  en: {
    number: 'Matter number ',
    back: 'Back to the matter',
  },
})

/** One thing a person does with a matter: what it is, the fields, the button, and the way back. */
export const TrackForm = ({
  chrome,
  number,
  title,
  lead,
  errors,
  action,
  version,
  multipart,
  submit,
  danger,
  children,
}: {
  chrome: Chrome
  number: string
  title: string
  lead?: ReactNode
  errors: readonly FieldError[]
  action: string
  /** The version the person has seen; the command is refused when the matter has moved on. */
  version: number
  multipart?: boolean
  /** Null: there is nothing to send. */
  submit: string | null
  /** For what can't be taken back. */
  danger?: boolean
  children: ReactNode
}) => {
  const t = useWords(words)
  return (
    <Page chrome={chrome} title={title} error={errors.length > 0}>
      <p className="crumb">
        {t.number}
        <span className="code">{number}</span>
      </p>
      <ErrorSummary errors={errors} />
      <h1>{title}</h1>
      {lead ? <p className="lead">{lead}</p> : null}
      <form method="post" action={action} encType={multipart ? 'multipart/form-data' : undefined} noValidate>
        <Csrf chrome={chrome} />
        <input type="hidden" name="expectedVersion" value={version} />
        {/* Ties the form to its matter: another tab may open another. */}
        <input type="hidden" name="number" value={number} />
        {/* Enter presses a form's first button; without this one it would press the first 删除. */}
        {submit === null ? null : (
          <button className="vh" type="submit" name="action" value="continue" tabIndex={-1} aria-hidden="true">
            {submit}
          </button>
        )}
        {children}
        <div className="actions">
          {submit === null ? null : (
            <button className={danger ? 'btn danger' : 'btn'} type="submit" name="action" value="continue">
              {submit}
            </button>
          )}
          <a className="back" href={portalPaths.trackPage('matter')}>
            {t.back}
          </a>
        </div>
      </form>
    </Page>
  )
}
