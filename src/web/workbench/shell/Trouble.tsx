import { Alert, Button } from 'antd'
import { useEffect } from 'react'
import { ProblemError, sentenceOf } from '../api/problem-error.ts'

/** What went wrong, in words, and a way on. */
export const Trouble = ({ error, onRetry }: { error: unknown; onRetry?: () => void }) => {
  const requestId = error instanceof ProblemError ? error.problem.requestId : undefined
  useEffect(() => {
    // A refusal has said all there is; a fault is for whoever repairs it.
    if (!(error instanceof ProblemError)) console.error(error)
  }, [error])
  return (
    <Alert
      className="trouble"
      type="error"
      role="alert"
      title={sentenceOf(error)}
      description={requestId === undefined ? undefined : `请求编号 ${requestId}`}
      action={onRetry === undefined ? undefined : <Button onClick={onRetry}>再试一次</Button>}
    />
  )
}
