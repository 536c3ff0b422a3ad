import type { Problem } from '../../../contract/problem.ts'

/** What the server refused, as it said it; `code` is stable, `detail` is for people. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail || problem.title, options)
    this.problem = problem
  }
}

/** A problem of our own making: the server could not be reached, or what came was no answer of the API. */
export const localProblem = (code: 'unreachable' | 'no-answer', status: number, detail: string): Problem => ({
  type: 'about:blank',
  title: detail,
  status,
  code,
  detail,
})

/** The sentence to show for anything that was thrown. */
export const sentenceOf = (error: unknown): string =>
  error instanceof ProblemError ? error.message : '程序出错了，请刷新页面再试；如果仍然出错，请联系管理员。'
