import type { ReactNode } from 'react'
import { portalPaths } from '../../contract/paths.ts'
import type { QuestionProps } from '../../contract/portal/apply.ts'
import { inBoth } from '../../domain/kernel/language.ts'
import { Details } from '../ui/Details.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { useFormats, useWords } from '../ui/language.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { SummaryList } from '../ui/SummaryList.tsx'
import { Csrf, Page } from './Page.tsx'

const words = inBoth({
  zh: {
    step: (number: number, total: number) => `第 ${number} 步，共约 ${total} 步`,
    saved: '已保存，续办码 ',
    until: (day: string) => `保存到 ${day}`,
    soonTitle: '快要到期了',
    soon: (until: string) => `这份申请还没有提交，${until}以后会自动删除。请在这之前填完提交。`,
    later: '以后再填',
    resume: '以前填过一半？用续办码接着填',
    elsewhere: (at: string) => `另一处保存的内容（${at}）`,
    submit: '保存并继续',
    back: '返回上一步',
    why: '为什么问这个？',
  },
  en: {
    step: (number, total) => `Step ${number} of about ${total}`,
    saved: 'Saved, code to go on elsewhere: ',
    until: (day) => `kept until ${day}`,
    soonTitle: 'Its time is nearly over',
    soon: (until) =>
      `This application has not been sent in and will be deleted after ${until}. Please finish and send it before.`,
    later: 'Go on later',
    resume: 'Begun before? Go on with its code',
    elsewhere: (at) => `What was saved elsewhere (${at})`,
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
  kept,
  seen,
  elsewhere,
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
  const format = useFormats()
  const go = submit ?? t.submit
  return (
    <Page chrome={chrome} title={title} error={errors.length > 0}>
      <p className="crumb">
        {t.step(step.number, step.total)}
        {kept ? (
          <>
            {' · '}
            <span className="piece">
              {t.saved}
              <b className="code">{kept.resumeCode}</b>
            </span>
            {' · '}
            <span className="piece">{t.until(format.instant(kept.expiresAt))}</span>
          </>
        ) : step.number === 1 ? (
          <>
            {' · '}
            <a className="piece" href={portalPaths.applyResume()}>
              {t.resume}
            </a>
          </>
        ) : null}
      </p>
      <ProgressBar step={step.number} total={step.total} label={t.step(step.number, step.total)} />
      <ErrorSummary errors={errors} />
      {kept?.endsSoon ? (
        <Notice tone="warn" title={t.soonTitle}>
          <p>{t.soon(format.instant(kept.expiresAt))}</p>
        </Notice>
      ) : null}
      {elsewhere && elsewhere.rows.length > 0 ? (
        <SummaryList sections={[{ title: t.elsewhere(format.instant(elsewhere.savedAt)), rows: elsewhere.rows }]} />
      ) : null}
      {heading ? <h1>{heading}</h1> : null}
      {lead ? <p className="lead">{lead}</p> : null}
      <form method="post" action={action} encType={multipart ? 'multipart/form-data' : undefined} noValidate>
        <Csrf chrome={chrome} />
        {seen === undefined ? null : <input type="hidden" name="seen" value={seen} />}
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
          {kept ? (
            <a className="back" href={portalPaths.applyLater()}>
              {t.later}
            </a>
          ) : null}
        </div>
      </form>
      {after}
      {why ? <Details summary={t.why}>{why}</Details> : null}
    </Page>
  )
}
