import type { z } from 'zod'
import { problem } from '../../../contract/problem.ts'
import { localProblem, ProblemError } from './problem-error.ts'

interface Call {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Sent as JSON, or as it is when it is a form with files. */
  readonly body?: unknown
  readonly signal?: AbortSignal
}

/** The server takes a change only with this header, which no foreign page can send along. */
export const ownHeader = { 'x-weiquan': 'workbench' }

const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const send = async (path: string, { method = 'GET', body, signal }: Call): Promise<Response> => {
  const isForm = body instanceof FormData
  const headers = {
    accept: 'application/json',
    ...(method === 'GET' ? {} : ownHeader),
    ...(method === 'GET' || isForm ? {} : { 'content-type': 'application/json' }),
  }
  const content = isForm ? body : method === 'GET' ? undefined : JSON.stringify(body ?? {})
  try {
    return await fetch(path, { method, headers, body: content, signal, credentials: 'same-origin' })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ProblemError(localProblem('unreachable', 0, '连不上服务器。请检查网络，再试一次；已填写的内容还在。'), {
      cause,
    })
  }
}

const refusalOf = (response: Response, content: unknown): ProblemError => {
  const told = problem.safeParse(content)
  return new ProblemError(
    told.success
      ? told.data
      : localProblem('no-answer', response.status, `服务器没有正常答复（${response.status}）。请稍后再试。`),
  )
}

/**
 * A file made from what is sent, to be shown and not kept.
 * @throws ProblemError as `call`.
 */
export const fetchFile = async (path: string, body: unknown): Promise<Blob> => {
  const response = await send(path, { method: 'POST', body })
  if (!response.ok) throw refusalOf(response, asJson(await response.text()))
  return response.blob()
}

/**
 * One request to the API.
 * @param answer the contract's schema of the answer. An answer of another shape is a fault of one of the two sides and
 *   throws, so that a page never shows half of something.
 * @throws ProblemError for every refusal, and when the server can't be reached.
 */
export const call = async <Answer>(path: string, answer: z.ZodType<Answer>, options: Call = {}): Promise<Answer> => {
  const response = await send(path, options)
  const text = await response.text()
  const content = text === '' ? null : asJson(text)
  if (!response.ok) throw refusalOf(response, content)
  const read = answer.safeParse(content)
  if (read.success) return read.data
  throw new Error(`${options.method ?? 'GET'} ${path}: the answer is not as the contract says: ${read.error.message}`, {
    cause: read.error,
  })
}
