import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  aDocumentContext,
  aFullMatter,
  emptiestValues,
  longestValues,
  publishedForms,
  renderOptions,
} from '../../../../testing/document-samples.ts'
import { docxText } from '../../../../testing/docx-text.ts'
import { pdfPages, squeezed } from '../../../../testing/pdf-text.ts'
import type { DocumentForm, FieldValue, FormCode, FormValues } from '../../../domain/document/form.ts'
import { prefill } from '../../../domain/document/prefill.ts'
import { layOut } from '../../../domain/document/print.ts'
import { dateWords } from '../../../domain/document/words.ts'
import { breakable, createInking } from './printable-text.ts'
import { renderDocx } from './render-docx.ts'
import { printPdf, renderPdf } from './render-pdf.ts'
import { inkSheet, sheetOf } from './sheet.ts'

const formOf = (code: FormCode): DocumentForm => publishedForms.get(code, 1)
const full = (form: DocumentForm): FormValues => prefill(form, aFullMatter(), aDocumentContext())
const textOf = (pdf: Uint8Array) => squeezed(pdfPages(pdf).join('\n'))
const everyForm = publishedForms.all.map((form) => [form.title, form] as const)

const wordsOf = (kind: string, value: FieldValue): readonly string[] => {
  if (value === null) return []
  if (typeof value === 'string') return [kind === 'date' ? dateWords(value) : value]
  return value.flatMap((one) => {
    if (typeof one === 'string') return [one]
    return 'checked' in one ? [`${one.checked ? '√' : ''}${one.label}`] : Object.values(one)
  })
}

/** Words, a day or a tick of every field, and every fixed sentence, as they must stand on paper. */
const expectedWords = (form: DocumentForm, values: FormValues) =>
  [
    ...form.fields.flatMap(({ id, kind }) => wordsOf(kind, values[id] ?? null)),
    ...layOut(form, values).blocks.flatMap((block) => ('text' in block ? [block.text] : [])),
  ].map(squeezed)

let seal: Buffer
beforeAll(async () => {
  const circle =
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><circle cx="45" cy="45" r="40" fill="none" stroke="red"/></svg>'
  seal = await sharp(Buffer.from(circle)).png().toBuffer()
})

describe('a document on paper', () => {
  it.each(everyForm)('%s holds every word of the matter, as PDF/A-2b with its fonts embedded', async (_, form) => {
    const values = full(form)
    const { bytes, pages, missing } = await printPdf(form, values, renderOptions({ seal, demo: false }))
    const raw = Buffer.from(bytes).toString('latin1')
    expect(raw.startsWith('%PDF-1.7')).toBe(true)
    expect(raw).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>')
    const embedded = raw.match(/\/FontFile[23] \d+ 0 R/g)?.length
    expect(embedded).toBe(raw.match(/\/Type \/FontDescriptor/g)?.length)
    const printed = pdfPages(bytes)
    expect(printed).toHaveLength(pages)
    expect(missing).toEqual([])
    const text = squeezed(printed.join('\n'))
    for (const word of [...expectedWords(form, values), form.title, squeezed('甬知援补〔2026〕3号')])
      expect(text).toContain(word)
    for (const [index, page] of printed.entries())
      expect(squeezed(page)).toContain(
        `验证码：H7QK-2MPD-9XRT验证网址：https://weiquan.example.gov.cn/verify—${index + 1}/${pages}—`,
      )
    expect(text).not.toMatch(/预览|示范数据/)
    expect(text.includes('宁波市知识产权维权援助中心2026年3月10日')).toBe(form.layout === 'letter')
    expect(raw.includes('/Subtype /Image')).toBe(form.layout === 'letter')
  })

  it.each(everyForm)('%s, as empty as may be, is a preview of at most two pages', async (_, form) => {
    const draft = renderOptions({ number: null, issuedOn: null, verification: null, draft: true, demo: false })
    const { bytes, pages } = await printPdf(form, emptiestValues(form), draft)
    expect(pages).toBeLessThanOrEqual(2)
    for (const page of pdfPages(bytes)) expect(squeezed(page)).toContain('预览')
    expect(textOf(bytes)).not.toMatch(/验证|编号：(?!某)|undefined|none/)
  })

  // Two of the longest are enough to break pages in every kind of part; scripts/print-documents.ts shows them all.
  it.each(['aid-application', 'reference-opinion'] as const)(
    '%s, longer than anybody writes it, loses nothing and repeats the heads of its tables',
    async (code) => {
      const form = formOf(code)
      const marked: FormValues = {
        ...longestValues(form, 3000),
        facts: `${'甲'.repeat(3000)}尾`,
        body: `${'乙'.repeat(9000)}尾`,
      }
      const values = Object.fromEntries(form.fields.map(({ id }) => [id, marked[id] ?? null]))
      const { bytes, pages } = await printPdf(form, values, renderOptions())
      expect(pages).toBeGreaterThan(10)
      const printed = pdfPages(bytes)
      for (const page of printed) expect(page).toContain('示范数据　不具有法律效力')
      const text = squeezed(printed.join('\n'))
      const count = (word: string) => text.split(word).length - 1
      expect(count('甲') + count('乙')).toBe(code === 'aid-application' ? 3000 : 9000)
      expect(count('专利号、注册号等')).toBeGreaterThan(1)
      expect(text).toContain('尾')
      // 20 rows of a fingerprint each, none cut off at the edge of its column.
      expect(count('3f6c1b0e9d8a7c5544e1f0a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6')).toBe(20)
    },
  )

  it('shows what looks like a command of the typesetter as it was written', async () => {
    const hostile = [
      '#eval("1+1") #read("/etc/passwd") #include "x.typ" #sys.inputs',
      '$x^2$ \\ *粗* _斜_ `码` <标签> @引用 // 注 /* 释 */ [块] {码} ~ -- ... = 标题 - 项 + 项 / 项: 项',
      '"引号" \'单引号\' \\u{41} \\#x &amp; <script>alert(1)</script> %{} {{7*7}} <%= 7*7 %>',
    ]
    const form = formOf('supplement-notice')
    const values = { ...full(form), items: hostile, title: hostile[0] ?? '', applicant: hostile[1] ?? '' }
    const text = textOf(await renderPdf(form, values, renderOptions()))
    for (const word of hostile) expect(text).toContain(squeezed(word))
    expect(text).not.toContain('49')
  })

  it('draws 㐂 with its own font and 𠮷 with one of the machine, or says by what code it is missing', async () => {
    const form = formOf('advice')
    const values = { ...full(form), applicant: '㐂𠮷' }
    const { bytes, missing } = await printPdf(form, values, renderOptions())
    const text = textOf(bytes)
    expect(missing).toEqual(text.includes('㐂𠮷：') ? [] : ['𠮷'])
    if (missing.length > 0) expect(text).toContain('U+20BB7')
  })

  it('puts 〓 for a character that no font has, and tells its code at the end', () => {
    const form = formOf('advice')
    const values = { ...full(form), applicant: '𠮷某', body: '附图😀见后。' }
    const { sheet, missing } = inkSheet(sheetOf(form, values, renderOptions()), [])
    expect(missing).toEqual(['𠮷', '😀'])
    expect(sheet.addressee).toBe('〓某')
    expect(sheet.blocks.at(-1)).toEqual({
      block: 'note',
      text: '打印字库中没有下列编码的字，文中以“〓”代替，以电子记录为准：U+20BB7、U+1F600。',
    })
  })

  it('leaves out what can’t be seen and would turn the reading', () => {
    const { ink, missing } = createInking([])
    expect(ink('甲\u202e乙\u200b\u0000\ufeff丙\t丁\n戊\ufe0f')).toBe('甲乙丙 丁\n戊')
    expect(missing()).toEqual([])
    // Half a character of broken UTF-16 is no character.
    expect(ink('\ud842')).toBe('〓')
  })

  it('prints any text whatever, and the next document after it', async () => {
    const form = formOf('supplement-notice')
    const texts = fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), { minLength: 50, maxLength: 50 })
    await fc.assert(
      fc.asyncProperty(texts, async (items) => {
        const { pages } = await printPdf(form, { ...full(form), items }, renderOptions())
        expect(pages).toBeGreaterThan(1)
      }),
      { numRuns: 4 },
    )
  })

  it('lets a long word break after its marks, and anywhere when it has none', () => {
    expect(breakable('见 https://a.example.com/b?c=1')).toBe(
      ['见 https://', 'a.', 'example.', 'com/', 'b?', 'c=', '1'].join('\u200b'),
    )
    expect(breakable('ab'.repeat(12))).toBe([...'ab'.repeat(12)].join('\u200b'))
    expect(breakable('一般的话 and short words')).toBe('一般的话 and short words')
  })

  it('is the same file for the same words', async () => {
    const form = formOf('closing-notice')
    const [one, two] = [
      await renderPdf(form, full(form), renderOptions({ seal })),
      await renderPdf(form, full(form), renderOptions({ seal })),
    ]
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true)
  })

  it('is not issued while something required is empty, and says what', async () => {
    const form = formOf('refusal-decision')
    const values = { ...full(form), reasons: ' ', grounds: [] }
    await expect(renderPdf(form, values, renderOptions())).rejects.toThrow('given nothing for 不予受理的理由、具体说明')
    expect(textOf(await renderPdf(form, values, renderOptions({ draft: true })))).toContain('不予受理决定书')
  })

  it('takes only a PNG for a seal; a broken one fails alone', async () => {
    const form = formOf('advice')
    const options = (png: Buffer) => renderOptions({ seal: png })
    await expect(renderPdf(form, full(form), options(Buffer.from('<svg/>')))).rejects.toThrow(
      'given 6 bytes that are no PNG',
    )
    const results = await Promise.allSettled([
      renderPdf(form, full(form), options(seal.subarray(0, 60))),
      renderPdf(form, full(form), options(seal)),
    ])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  })

  it('tells no word of a person when it fails', async () => {
    const form = formOf('advice')
    const values = { ...full(form), applicant: '王某某' }
    const failed = await renderPdf(form, values, renderOptions({ seal: seal.subarray(0, 60) })).catch(String)
    expect(failed).toMatch(/^Error: the document could not be printed: .*/)
    expect(failed).not.toContain('王某某')
  })

  it('reads nothing but fonts and its own layout: no file of the machine can be named in it', () => {
    const layout = readFileSync(new URL('./document.typ', import.meta.url), 'utf8')
    expect(layout.match(/\b(read|eval|plugin|include|import|csv|yaml|toml|xml)\(/g)).toBeNull()
    expect([...layout.matchAll(/image\(([^,)]+)/g)].map(([, what]) => what)).toEqual(['d.signature', 'd.seal'])
  })
})

describe('a document to be edited', () => {
  it.each(everyForm)('%s holds the same words as DOCX', async (_, form) => {
    const values = full(form)
    const text = squeezed(docxText(await renderDocx(form, values, renderOptions({ seal }))))
    const words = expectedWords(form, values).map((word) => word.replace(/^√/, '☑'))
    for (const word of [...words, squeezed(form.title), '验证码：H7QK-2MPD-9XRT', '示范数据'])
      expect(text).toContain(word)
  })

  it('bears no seal and says that the PDF is the document: a text that anybody can change must not look issued', async () => {
    const form = formOf('refusal-decision')
    const docx = Buffer.from(await renderDocx(form, full(form), renderOptions({ seal, signature: seal })))
    expect(docx.toString('latin1')).not.toContain('word/media')
    expect(docxText(docx)).toContain('以编号相同的 PDF 为准')
  })

  it('keeps a rare character, and leaves out only what a DOCX can’t hold', async () => {
    const form = formOf('advice')
    const values = { ...full(form), applicant: '㐂𠮷', body: '甲\u0000乙\u000b丙 <w:p> & "引号"' }
    const text = docxText(await renderDocx(form, values, renderOptions({ draft: true })))
    expect(text).toContain('㐂𠮷：')
    expect(text).toContain('甲乙丙 <w:p> & "引号"')
    expect(text).toContain('预览')
  })
})
