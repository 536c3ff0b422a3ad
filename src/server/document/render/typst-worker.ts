import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler, type NodeError, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import type { FontFile } from './fonts.ts'
import { mainFonts } from './fonts.ts'
import type { Sheet } from './sheet.ts'

/*
 * Compiles documents beside the thread that answers requests: making the compiler takes 130 ms (half a second when the disk is cold)
 * and its first page 30 to 100, a document of fourteen pages 40 to 80 (measured on 2 shared cores). The main font is named by its
 * folder: handed over as bytes it takes 45 MB more and no less time. Fonts of the machine the compiler finds by itself, and reads
 * when a sheet names them.
 */

export interface RenderTask {
  readonly id: number
  readonly sheet: Sheet
  readonly fonts: readonly FontFile[]
  readonly seal: Uint8Array | null
  readonly signature: Uint8Array | null
}
export type RenderAnswer =
  | { readonly id: number; readonly pdf: Uint8Array; readonly pages: number }
  | { readonly id: number; readonly fault: string }

const workspace = import.meta.dirname
/** Cached layouts older than this many documents are let go. */
const keptDocuments = 2

let compiler: NodeCompiler | null = null
const getCompiler = (): NodeCompiler => {
  compiler ??= NodeCompiler.create({
    workspace,
    fontArgs: [{ fontPaths: mainFonts.map(({ path }) => dirname(path)) }],
  })
  return compiler
}

/** What went wrong without what was written: a diagnosis may quote a person's words, and faults are logged. */
const diagnosis = (typst: NodeCompiler, error: NodeError | null): string => {
  const found: unknown[] = error === null ? [] : typst.fetchDiagnostics(error)
  return found.map((one) => JSON.stringify(one).replace(/\\"(.*?)\\"/g, '…')).join('; ')
}

/**
 * A letter of which three lines stand on a second page is set more tightly, as a secretary would: of the three settings the
 * loosest that gives the fewest pages. Over four pages nobody looks at the last.
 */
const fitted = (set: (tightness: number) => NodeTypstDocument): NodeTypstDocument => {
  const loose = set(0)
  if (loose.numOfPages === 1 || loose.numOfPages > 4) return loose
  const tight = set(2)
  if (tight.numOfPages === loose.numOfPages) return loose
  const between = set(1)
  return between.numOfPages === tight.numOfPages ? between : tight
}

const compile = ({ id, sheet, fonts, seal, signature }: RenderTask): RenderAnswer => {
  const typst = getCompiler()
  const mapped: string[] = []
  const image = (bytes: Uint8Array | null): string | null => {
    if (bytes === null) return null
    // Named by content: the compiler keeps what it has read of a name.
    const name = `${createHash('sha256').update(bytes).digest('hex')}.png`
    typst.mapShadow(join(workspace, name), Buffer.from(bytes))
    mapped.push(join(workspace, name))
    return `/${name}`
  }
  try {
    const inputs = {
      sheet: JSON.stringify({ ...sheet, seal: image(seal), signature: image(signature) }),
      fonts: JSON.stringify([...new Set(fonts.map(({ family }) => family))]),
    }
    const set = (tightness: number): NodeTypstDocument => {
      const mainFilePath = join(workspace, 'document.typ')
      const result = typst.compile({ mainFilePath, inputs: { ...inputs, tightness: String(tightness) } })
      if (result.result === null) throw new Error(diagnosis(typst, result.takeDiagnostics()))
      return result.result
    }
    const document = fitted(set)
    return { id, pdf: typst.pdf(document, { pdfStandard: 'a-2b' }), pages: document.numOfPages }
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error)
    return { id, fault: told.replace(/"(.*?)"/g, '…') }
  } finally {
    for (const path of mapped) typst.unmapShadow(path)
    typst.evictCache(keptDocuments)
  }
}

parentPort?.on('message', (task: RenderTask) => parentPort?.postMessage(compile(task)))
