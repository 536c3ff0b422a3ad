import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  type IParagraphOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { CheckOption, DocumentForm, FormValues } from '../../../domain/document/form.ts'
import type { Block, Cell } from '../../../domain/document/print.ts'
import type { RenderOptions } from './render-options.ts'
import { type Sheet, sheetOf } from './sheet.ts'

/*
 * The same words as the PDF, to be edited in a word processor. Word and WPS have the fonts of official letters, so they are named
 * by their names; a machine without them takes its own.
 */
const song = { ascii: 'Times New Roman', eastAsia: '宋体', hAnsi: 'Times New Roman', cs: 'Times New Roman' }
const fangsong = { ...song, eastAsia: '仿宋' }
const hei = { ...song, eastAsia: '黑体' }
const red = 'C8161D'
const grey = '5A5A5A'

/** Twentieths of a point, the measure of lengths in a DOCX. */
const mm = (length: number) => Math.round((length * 1440) / 25.4)
/** Fonts are measured in half points. */
const pt = (size: number) => size * 2

/** What XML 1.0 can't hold; half a character of broken UTF-16 becomes U+FFFD. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
const plain = (text: string) => text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')

type Style = Readonly<{ size: number; bold?: boolean; color?: string; font?: typeof song }>

const run = (text: string, { size, bold = false, color, font = fangsong }: Style) =>
  new TextRun({ text: plain(text), size: pt(size), bold, color, font })

const runs = (text: string, style: Style): readonly TextRun[] =>
  text.split('\n').map(
    (line, index) =>
      new TextRun({
        text: plain(line),
        break: index === 0 ? 0 : 1,
        size: pt(style.size),
        bold: style.bold ?? false,
        color: style.color,
        font: style.font ?? fangsong,
      }),
  )

const paragraph = (children: readonly ParagraphChild[], options: IParagraphOptions = {}) =>
  new Paragraph({ spacing: { line: 360, lineRule: LineRuleType.AUTO }, ...options, children: [...children] })

const tight = { line: 300, lineRule: LineRuleType.AUTO, before: 20, after: 20 }

interface Look {
  readonly letter: boolean
  readonly body: Style
  readonly cell: Style
  /** Of the space between the margins. */
  readonly widthMm: number
}

const lookOf = (sheet: Sheet): Look =>
  sheet.layout === 'letter'
    ? { letter: true, body: { size: 16 }, cell: { size: 11, font: song }, widthMm: 156 }
    : { letter: false, body: { size: 11, font: song }, cell: { size: 10.5, font: song }, widthMm: 170 }

const indented = (text: string, look: Look, more: IParagraphOptions = {}) =>
  paragraph(runs(text, look.body), {
    // Word counts characters, other programs measure.
    indent: { firstLineChars: 200, firstLine: look.body.size * 40 },
    alignment: AlignmentType.BOTH,
    // GB/T 9704-2012: 22 lines a page.
    spacing: look.letter ? { line: 560, lineRule: LineRuleType.EXACT } : tight,
    ...more,
  })

const heading = (text: string, look: Look) =>
  look.letter
    ? indented(text, { ...look, body: { ...look.body, font: hei, bold: true } }, { keepNext: true })
    : paragraph([run(text, { size: 12, bold: true, font: hei })], {
        keepNext: true,
        spacing: { before: 160, after: 80 },
      })

const ticks = (options: readonly CheckOption[]) =>
  options.map(({ label, checked }) => `${checked ? '☑' : '□'} ${label}`).join('　')

const lineBorder = { style: BorderStyle.SINGLE, size: 4, color: '333333' }
const borders = { top: lineBorder, bottom: lineBorder, left: lineBorder, right: lineBorder }

const cell = (
  text: string,
  look: Look,
  widthMm: number,
  more: { bold?: boolean; span?: number; centre?: boolean } = {},
) =>
  new TableCell({
    borders,
    columnSpan: more.span ?? 1,
    width: { size: mm(widthMm), type: WidthType.DXA },
    margins: { top: 60, bottom: 60, left: 100, right: 100 },
    verticalAlign: VerticalAlignTable.CENTER,
    children: text.split('\n').map((line) =>
      paragraph([run(line, { ...look.cell, bold: more.bold ?? false })], {
        spacing: tight,
        alignment: more.centre ? AlignmentType.CENTER : AlignmentType.LEFT,
      }),
    ),
  })

const table = (rows: readonly TableRow[], widthsMm: readonly number[]) =>
  new Table({
    rows: [...rows],
    width: { size: mm(widthsMm.reduce((sum, width) => sum + width, 0)), type: WidthType.DXA },
    columnWidths: widthsMm.map(mm),
    layout: TableLayoutType.FIXED,
  })

const ruled = ({ columns, rows }: Extract<Block, { block: 'table' }>, look: Look) => {
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => (look.widthMm * share) / shares)
  const head = columns.map(({ label }, index) => cell(label, look, widths[index] ?? 0, { bold: true, centre: true }))
  const body = rows.map((row) => new TableRow({ children: row.map((text, at) => cell(text, look, widths[at] ?? 0)) }))
  return table([new TableRow({ tableHeader: true, cantSplit: true, children: head }), ...body], widths)
}

const cellText = (one: Cell) => ('lines' in one ? one.lines.join('\n') : ticks(one.options))

const gridded = ({ rows }: Extract<Block, { block: 'grid' }>, look: Look) => {
  const label = 31
  const value = look.widthMm / 2 - label
  const cells = rows.map((row) => {
    const span = row.length === 1 ? 3 : 1
    return row.flatMap((one) => [
      cell(one.label, look, label, { bold: true, centre: true }),
      cell(cellText(one.cell), look, span === 3 ? value * 2 + label : value, { span }),
    ])
  })
  return table(
    cells.map((children) => new TableRow({ children })),
    [label, value, label, value],
  )
}

type Piece = Paragraph | Table

const pieces = (block: Block, look: Look): readonly Piece[] => {
  switch (block.block) {
    case 'paragraph':
      return [indented(block.text, look)]
    case 'heading':
      return [heading(block.text, look)]
    case 'numbered':
      return block.items.map((item, index) => indented(`${index + 1}. ${item}`, look))
    case 'options':
      return [indented(ticks(block.options), look)]
    case 'table':
      return [ruled(block, look), paragraph([])]
    case 'grid':
      return [...(block.heading === null ? [] : [heading(block.heading, look)]), gridded(block, look)]
    case 'note':
      return [
        paragraph([run(`注：${block.text}`, { size: 10.5, color: grey, font: song })], { spacing: { before: 200 } }),
      ]
    case 'signatures':
      return block.labels.map((label) =>
        paragraph([run(`${label}：＿＿＿＿＿＿＿＿＿＿`, look.body)], { spacing: { before: 300 }, keepLines: true }),
      )
  }
}

const redRule = (style: (typeof BorderStyle)[keyof typeof BorderStyle], edge: 'top' | 'bottom') =>
  paragraph([], {
    border: { [edge]: { style, size: 18, color: red, space: 1 } },
    indent: { left: -mm(7), right: -mm(7) },
    spacing: { before: 0, after: 200 },
  })

const head = (sheet: Sheet, look: Look): readonly Paragraph[] => {
  if (look.letter)
    return [
      paragraph(
        [
          run(sheet.institution, {
            size: Math.max(20, Math.min(30, Math.floor(440 / sheet.institution.length))),
            bold: true,
            color: red,
            font: song,
          }),
        ],
        {
          alignment: AlignmentType.CENTER,
        },
      ),
      redRule(BorderStyle.THICK_THIN_SMALL_GAP, 'bottom'),
      paragraph([run(sheet.number ?? '', { size: 14 })], { alignment: AlignmentType.RIGHT }),
      paragraph([run(sheet.title, { size: 22, bold: true, font: song })], {
        alignment: AlignmentType.CENTER,
        spacing: { before: 300, after: 300 },
      }),
    ]
  const number = sheet.number === null ? '' : `　　编号：${sheet.number}`
  return [
    paragraph([run(sheet.title, { size: 20, bold: true, font: song })], { alignment: AlignmentType.CENTER }),
    paragraph([run(`${sheet.institution}${number}`, look.cell)], { spacing: { before: 100, after: 100 } }),
  ]
}

const issuer = (sheet: Sheet, look: Look): readonly Paragraph[] => {
  if (sheet.issuer === null) return []
  const right = { alignment: AlignmentType.RIGHT, indent: { right: mm(12) } } as const
  return [
    paragraph([run(sheet.issuer.name, look.body)], { ...right, spacing: { before: 500 }, keepNext: true }),
    paragraph([run(sheet.issuer.date, look.body)], right),
  ]
}

const header = (sheet: Sheet) => {
  const effect = sheet.draft ? '预览：没有发出，没有效力' : '可编辑的文本，不作正式文书使用，以编号相同的 PDF 为准'
  const marks = [effect, sheet.demo ? '示范数据　不具有法律效力' : '']
  const text = marks.filter((mark) => mark !== '').join('　')
  return new Header({
    children: [
      paragraph([run(text, { size: 10, bold: true, color: '9A4F00', font: song })], {
        alignment: AlignmentType.CENTER,
      }),
    ],
  })
}

const footer = ({ verification }: Sheet) => {
  const told =
    verification === null
      ? []
      : [run(`验证码：${verification.code}　验证网址：${verification.url}`, { size: 9, color: grey, font: song })]
  const numbers = new TextRun({
    children: ['— ', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES, ' —'],
    size: pt(10.5),
    font: song,
    color: grey,
  })
  return new Footer({
    children: [
      ...(told.length === 0 ? [] : [paragraph(told, { spacing: { before: 0, after: 0 } })]),
      paragraph([numbers], { alignment: AlignmentType.RIGHT, spacing: { before: 0, after: 0 } }),
    ],
  })
}

/**
 * The document as an editable DOCX with the same words as the PDF; nothing is replaced for want of a glyph, the reader's machine
 * has its own fonts. It bears neither seal nor signature, whatever `options` hold: a text that anybody can change must not look
 * issued. Only the PDF is hashed and verified, and the head of every page says so.
 */
export const renderDocx = async (
  form: DocumentForm,
  values: FormValues,
  options: RenderOptions,
): Promise<Uint8Array> => {
  const sheet = sheetOf(form, values, options)
  const look = lookOf(sheet)
  // As in document.typ: notes and the reader's signature stand below that of the institution.
  const after = ({ block }: Block) => block === 'note' || (look.letter && block === 'signatures')
  const said = sheet.blocks.filter((block) => !after(block))
  const notes = sheet.blocks.filter(after)
  const margin = look.letter
    ? { top: mm(30), bottom: mm(32), left: mm(28), right: mm(26) }
    : { top: mm(24), bottom: mm(25), left: mm(20), right: mm(20) }
  const document = new Document({
    title: plain(sheet.title),
    creator: plain(sheet.institution),
    sections: [
      {
        properties: { page: { size: { width: mm(210), height: mm(297) }, margin } },
        headers: { default: header(sheet) },
        footers: { default: footer(sheet) },
        children: [
          ...head(sheet, look),
          ...(sheet.addressee === null ? [] : [paragraph([run(`${sheet.addressee}：`, look.body)])]),
          ...said.flatMap((block) => pieces(block, look)),
          ...issuer(sheet, look),
          ...notes.flatMap((block) => pieces(block, look)),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
