import { Worker } from 'node:worker_threads'
import { type DocumentForm, type FormValues, missingFields } from '../../../domain/document/form.ts'
import type { RenderOptions } from './render-options.ts'
import { inkSheet, sheetOf } from './sheet.ts'
import type { RenderAnswer, RenderTask } from './typst-worker.ts'

export interface PrintedPdf {
  /** PDF/A-2b, its fonts embedded. The same input gives the same bytes on the same machine. */
  readonly bytes: Uint8Array
  readonly pages: number
  /** Characters that no font of this machine can draw; 〓 stands in their place, and a last line says so. */
  readonly missing: readonly string[]
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/**
 * Prints a document.
 *
 * @param values as `prefill` made them or a person changed them; checked by `formValuesSchema`.
 * @throws when it is not a draft and a required field is empty, when seal or signature is no PNG, when the compiler fails.
 */
export const printPdf = async (form: DocumentForm, values: FormValues, options: RenderOptions): Promise<PrintedPdf> => {
  const empty = options.draft ? [] : missingFields(form, values)
  if (empty.length > 0)
    throw new Error(
      `form ${form.code}: given nothing for ${empty.join('、')}, expected all that is required to be issued`,
    )
  const signature = options.signature ?? null
  for (const [name, image] of Object.entries({ seal: options.seal, signature }))
    if (image && !image.subarray(0, 8).equals(pngSignature))
      throw new Error(`${name}: given ${image.length} bytes that are no PNG, expected a PNG`)
  const { sheet, missing, fonts } = inkSheet(sheetOf(form, values, options))
  const { pdf, pages } = await compile({ sheet, fonts, seal: options.seal, signature })
  return { bytes: pdf, pages, missing }
}

/** `printPdf` for callers who want the file only. */
export const renderPdf = async (form: DocumentForm, values: FormValues, options: RenderOptions): Promise<Uint8Array> =>
  (await printPdf(form, values, options)).bytes

interface Waiting {
  readonly resolve: (answer: { pdf: Uint8Array; pages: number }) => void
  readonly reject: (error: Error) => void
}

/** One thread for all: typst uses further ones by itself. It is made by the first document and does not keep the process alive. */
let worker: Worker | null = null
let lastId = 0
const waiting = new Map<number, Waiting>()

const compile = (task: Omit<RenderTask, 'id'>): Promise<{ pdf: Uint8Array; pages: number }> =>
  new Promise((resolve, reject) => {
    lastId += 1
    waiting.set(lastId, { resolve, reject })
    const thread = getWorker()
    thread.ref()
    thread.postMessage({ ...task, id: lastId } satisfies RenderTask)
  })

const getWorker = (): Worker => {
  if (worker) return worker
  const fresh = new Worker(new URL('./typst-worker.ts', import.meta.url))
  const fail = (error: Error) => {
    if (worker === fresh) worker = null
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  fresh.on('message', (answer: RenderAnswer) => {
    const one = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (waiting.size === 0) fresh.unref()
    if ('fault' in answer) one?.reject(new Error(`the document could not be printed: ${answer.fault}`))
    else one?.resolve(answer)
  })
  fresh.on('error', (cause) => fail(new Error('the thread that prints documents failed', { cause })))
  fresh.on('exit', (code) => fail(new Error(`the thread that prints documents ended with ${code}`)))
  worker = fresh
  return fresh
}
