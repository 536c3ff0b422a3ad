import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { FormValues } from '../src/domain/document/form.ts'
import { prefill } from '../src/domain/document/prefill.ts'
import { renderDocx } from '../src/server/document/render/render-docx.ts'
import type { RenderOptions } from '../src/server/document/render/render-options.ts'
import { printPdf } from '../src/server/document/render/render-pdf.ts'
import {
  aDocumentContext,
  aFullMatter,
  emptiestValues,
  longestValues,
  publishedForms,
  renderOptions,
} from '../testing/document-samples.ts'
import { day } from '../testing/rules.ts'

/**
 * Prints every form that holds today in its usual, longest and emptiest shape, to be looked at:
 * `node scripts/print-documents.ts [folder] [form]`. Writes PDF and DOCX, and a PNG of each page where the machine has `pdftoppm`
 * (Debian: poppler-utils). Tells pages, bytes and how long each took.
 */
const [folder = '.data/documents', only] = process.argv.slice(2)

const seal = await sharp(
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="420" height="420"><g fill="none" stroke="#c8161d" stroke-width="10">
    <circle cx="210" cy="210" r="200"/></g><g fill="#c8161d" font-family="sans-serif" text-anchor="middle">
    <text x="210" y="240" font-size="90">★</text><text x="210" y="330" font-size="40">示范专用章</text></g></svg>`,
  ),
)
  .png()
  .toBuffer()

const shapes: readonly [
  name: string,
  values: (form: (typeof publishedForms.all)[number]) => FormValues,
  RenderOptions,
][] = [
  ['usual', (form) => prefill(form, aFullMatter(), aDocumentContext()), renderOptions({ seal, demo: false })],
  ['longest', (form) => longestValues(form), renderOptions({ seal })],
  [
    'emptiest',
    emptiestValues,
    renderOptions({ number: null, issuedOn: null, verification: null, draft: true, demo: false }),
  ],
]

const toPictures = (pdf: string, prefix: string): boolean => {
  try {
    execFileSync('pdftoppm', ['-png', '-r', '60', pdf, prefix])
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}

await mkdir(folder, { recursive: true })
let pictures = true
for (const form of publishedForms.list(day('2026-03-10')))
  for (const [shape, values, options] of shapes) {
    if (only !== undefined && form.code !== only) continue
    const base = join(folder, `${form.code}-${shape}`)
    const begun = performance.now()
    const { bytes, pages, missing } = await printPdf(form, values(form), options)
    const took = Math.round(performance.now() - begun)
    await writeFile(`${base}.pdf`, bytes)
    await writeFile(`${base}.docx`, await renderDocx(form, values(form), options))
    pictures = toPictures(`${base}.pdf`, base) && pictures
    const lacking = missing.length === 0 ? '' : `, without ${missing.join('')}`
    console.log(`${base}.pdf ${pages} pages, ${bytes.length} bytes, ${took} ms${lacking}`)
  }
if (!pictures) console.log('no PNG: pdftoppm is not on this machine')
