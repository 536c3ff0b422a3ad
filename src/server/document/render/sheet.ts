import type { CheckOption, DocumentForm, FormValues } from '../../../domain/document/form.ts'
import { type Block, type Cell, layOut } from '../../../domain/document/print.ts'
import { dateWords } from '../../../domain/document/words.ts'
import { type FontFile, mainFonts } from './fonts.ts'
import { breakable, createInking, lacking } from './printable-text.ts'
import type { RenderOptions } from './render-options.ts'

/** A document with every word that is printed on it; `document.typ` and the DOCX writer only place them. */
export interface Sheet {
  readonly layout: DocumentForm['layout']
  readonly title: string
  readonly institution: string
  readonly number: string | null
  readonly addressee: string | null
  readonly blocks: readonly Block[]
  /** Institution and day at the end of a letter, where the seal goes; a form of boxes has lines to be signed instead. */
  readonly issuer: { readonly name: string; readonly date: string } | null
  readonly verification: { readonly code: string; readonly url: string } | null
  readonly draft: boolean
  readonly demo: boolean
  /** Year, month, day of issue. */
  readonly day: readonly number[] | null
}

export interface InkedSheet {
  readonly sheet: Sheet
  /** Characters that no font of this machine can draw; 〓 stands in their place and the last line tells them. */
  readonly missing: readonly string[]
  readonly fonts: readonly FontFile[]
}

const undated = '　　　　年　　月　　日'

export const sheetOf = (form: DocumentForm, values: FormValues, options: RenderOptions): Sheet => {
  const { title, addressee, blocks } = layOut(form, values)
  return {
    layout: form.layout,
    title,
    institution: options.institution.name,
    number: options.number,
    addressee,
    blocks,
    issuer:
      form.layout === 'letter'
        ? { name: options.institution.name, date: options.issuedOn ? dateWords(options.issuedOn) : undated }
        : null,
    verification: options.verification,
    draft: options.draft,
    demo: options.demo,
    day: options.issuedOn?.split('-').map(Number) ?? null,
  }
}

/** Every word made fit for paper: see `printable-text.ts`. @param rareFonts those of the machine unless a spec says otherwise. */
export const inkSheet = (sheet: Sheet, rareFonts?: readonly FontFile[]): InkedSheet => {
  const { ink, missing, fonts } = createInking(rareFonts)
  const word = (text: string) => breakable(ink(text))
  const words = (texts: readonly string[]) => texts.map(word)
  const ticks = (options: readonly CheckOption[]) =>
    options.map(({ label, checked }) => ({ label: word(label), checked }))
  const cell = (one: Cell): Cell => ('lines' in one ? { lines: words(one.lines) } : { options: ticks(one.options) })
  const inkBlock = (block: Block): Block => {
    switch (block.block) {
      case 'paragraph':
      case 'heading':
      case 'note':
        return { ...block, text: word(block.text) }
      case 'numbered':
        return { ...block, items: words(block.items) }
      case 'options':
        return { ...block, options: ticks(block.options) }
      case 'signatures':
        return { ...block, labels: words(block.labels) }
      case 'table': {
        const columns = block.columns.map((column) => ({ ...column, label: word(column.label) }))
        return { ...block, columns, rows: block.rows.map(words) }
      }
      case 'grid':
        return {
          ...block,
          heading: block.heading === null ? null : word(block.heading),
          rows: block.rows.map((row) => row.map((one) => ({ label: word(one.label), cell: cell(one.cell) }))),
        }
    }
  }
  const inked: Sheet = {
    ...sheet,
    title: ink(sheet.title),
    institution: ink(sheet.institution),
    number: sheet.number === null ? null : ink(sheet.number),
    addressee: sheet.addressee === null ? null : word(sheet.addressee),
    blocks: sheet.blocks.map(inkBlock),
    issuer: sheet.issuer && { ...sheet.issuer, name: ink(sheet.issuer.name) },
    verification: sheet.verification && {
      code: ink(sheet.verification.code),
      url: word(sheet.verification.url),
    },
  }
  const gone = missing()
  const blocks = gone.length === 0 ? inked.blocks : [...inked.blocks, missingNote(gone)]
  return { sheet: { ...inked, blocks }, missing: gone, fonts: [...mainFonts, ...fonts()] }
}

/** Who reads the paper must know that a mark stands for a character, and for which. */
const missingNote = (missing: readonly string[]): Block => {
  const codes = missing.map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
  return {
    block: 'note',
    text: `打印字库中没有下列编码的字，文中以“${lacking}”代替，以电子记录为准：${codes.join('、')}。`,
  }
}
