import type { ReactNode } from 'react'
import type { QuestionProps } from '../../contract/portal/apply.ts'
import { inBoth } from '../../domain/kernel/language.ts'
import { Details } from '../ui/Details.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { useWords } from '../ui/language.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { Csrf, Page } from './Page.tsx'

const words = inBoth({
  zh: {
    step: (number: number, total: number) => `第 ${number} 步，共约 ${total} 步`,
    saved: '已保存，续办码 ',
    submit: '保存并继续',
    back: '返回上一步',
    why: '为什么问这个？',
  },
  en: {
    step: (number, total) => `Step ${number} of about ${total}`,
    saved: 'Saved, code to go on elsewhere: ',
    submit: 'Save and continue',
    back: 'Back to the step before',
    why: 'Why do we ask this?',
  },
})

/** The frame of one question: where one is, what is wrong, the question, on and back, and why it is asked. */
export const QuestionPage = ({
  chrome,
  step,
  action,
  previous,
  resumeCode,
  errors,
  title,
  heading,
  lead,
  why,
  submit,
  multipart,
  children,
  after,
}: Omit<QuestionProps<unknown>, 'values'> & {
  title: string
  /** Left out when the page's only field carries the heading in its legend. */
  heading?: ReactNode
  lead?: ReactNode
  why?: ReactNode
  submit?: string
  multipart?: boolean
  children: ReactNode
  /** A second form or list below the question. */
  after?: ReactNode
}) => {
  const t = useWords(words)
  const go = submit ?? t.submit
  return (
    <Page chrome={chrome} title={title} error={errors.length > 0}>
      <p className="crumb">
        {t.step(step.number, step.total)}
        {resumeCode ? (
          <>
            {' · '}
            <span className="piece">
              {t.saved}
              <b className="code">{resumeCode}</b>
            </span>
          </>
        ) : null}
      </p>
      <ProgressBar step={step.number} total={step.total} label={t.step(step.number, step.total)} />
      <ErrorSummary errors={errors} />
      {heading ? <h1>{heading}</h1> : null}
      {lead ? <p className="lead">{lead}</p> : null}
      <form method="post" action={action} encType={multipart ? 'multipart/form-data' : undefined} noValidate>
        <Csrf chrome={chrome} />
        {/* Enter presses a form's first button; without this one it would press the first 删除. */}
        <button className="vh" type="submit" name="action" value="continue" tabIndex={-1} aria-hidden="true">
          {go}
        </button>
        {children}
        <div className="actions">
          <button className="btn" type="submit" name="action" value="continue">
            {go}
          </button>
          {previous ? (
            <a className="back" href={previous}>
              {t.back}
            </a>
          ) : null}
        </div>
      </form>
      {after}
      {why ? <Details summary={t.why}>{why}</Details> : null}
    </Page>
  )
}
