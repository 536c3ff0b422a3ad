import type { ReactNode } from 'react'
import type { QuestionProps } from '../../contract/portal/apply.ts'
import { Details } from '../ui/Details.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { Csrf, Page } from './Page.tsx'

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
  submit = '保存并继续',
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
}) => (
  <Page chrome={chrome} title={title} error={errors.length > 0}>
    <p className="crumb">
      第 {step.number} 步，共约 {step.total} 步
      {resumeCode ? (
        <>
          {' · '}
          <span className="piece">
            已保存，续办码 <b className="code">{resumeCode}</b>
          </span>
        </>
      ) : null}
    </p>
    <ProgressBar step={step.number} total={step.total} />
    <ErrorSummary errors={errors} />
    {heading ? <h1>{heading}</h1> : null}
    {lead ? <p className="lead">{lead}</p> : null}
    <form method="post" action={action} encType={multipart ? 'multipart/form-data' : undefined} noValidate>
      <Csrf chrome={chrome} />
      {/* Enter presses a form's first button; without this one it would press the first 删除. */}
      <button className="vh" type="submit" name="action" value="continue" tabIndex={-1} aria-hidden="true">
        {submit}
      </button>
      {children}
      <div className="actions">
        <button className="btn" type="submit" name="action" value="continue">
          {submit}
        </button>
        {previous ? (
          <a className="back" href={previous}>
            返回上一步
          </a>
        ) : null}
      </div>
    </form>
    {after}
    {why ? <Details summary="为什么问这个？">{why}</Details> : null}
  </Page>
)
