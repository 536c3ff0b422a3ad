import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptiestValues, longestValues, publishedForms } from '../../../testing/document-samples.ts'
import type { DocumentForm, FieldValue, FormCode, FormValues } from './form.ts'
import { type Block, blank, layOut, type Print } from './print.ts'

const formOf = (code: FormCode): DocumentForm => publishedForms.get(code, 1)

const wordsOf = (block: Block): readonly string[] => {
  switch (block.block) {
    case 'numbered':
      return block.items
    case 'options':
      return block.options.map(({ label, checked }) => `${checked}${label}`)
    case 'signatures':
      return block.labels
    case 'table':
      return [...block.columns.map(({ label }) => label), ...block.rows.flat()]
    case 'grid':
      return block.rows.flatMap((row) =>
        row.flatMap(({ label, cell }) => [
          label,
          ...('lines' in cell ? cell.lines : cell.options.map((one) => `${one.checked}${one.label}`)),
        ]),
      )
    default:
      return [block.text]
  }
}

/** Every word of a print, one after another, without spaces. */
const wholeText = ({ addressee, blocks }: Print) =>
  [addressee ?? '', ...blocks.flatMap(wordsOf)].join('\n').replace(/\s/g, '')

const leaves = (value: FieldValue): readonly string[] => {
  if (value === null) return []
  if (typeof value === 'string') return [value]
  return value.flatMap((one) => {
    if (typeof one === 'string') return [one]
    return 'checked' in one ? [`${one.checked}${one.label}`] : Object.values(one)
  })
}

const everyForm = publishedForms.all.map((form) => [form.title, form] as const)

describe('the print of a form', () => {
  it.each(everyForm)('%s holds every word of every field', (_, form) => {
    const values = longestValues(form)
    const text = wholeText(layOut(form, values))
    // `unless` leaves out only sentences without fields, so nothing that is filled may be missing.
    for (const field of form.fields.filter(({ kind }) => kind !== 'date'))
      for (const word of leaves(values[field.id] ?? null))
        expect(text.includes(word.replace(/\s/g, '')), `${field.id}: ${word.slice(0, 40)}`).toBe(true)
  })

  it.each(everyForm)('%s leaves no hole and no placeholder, filled with as little as may be', (_, form) => {
    const print = layOut(form, emptiestValues(form))
    const text = wholeText(print)
    expect(text).not.toMatch(/\{|\}|undefined|null/)
    expect(text).not.toContain(blank)
    expect(print.blocks.length).toBeGreaterThan(1)
  })

  it('writes a line where a preview lacks what must stand there', () => {
    const values: FormValues = { ...emptiestValues(formOf('refusal-decision')), submittedOn: null, limit: '' }
    expect(wholeText(layOut(formOf('refusal-decision'), values))).toContain(`您于${blank}提交的`)
  })

  it('writes a day in words, in sentences and in boxes', () => {
    const text = wholeText(layOut(formOf('aid-application'), emptiestValues(formOf('aid-application'))))
    expect(text).toContain('提交日期\n2026年1月1日'.replace(/\s/g, ''))
    expect(wholeText(layOut(formOf('advice'), emptiestValues(formOf('advice'))))).toContain('您于2026年1月1日就')
  })

  it('says one thing when a field is filled and another when it is not', () => {
    const form = formOf('refusal-decision')
    const without = wholeText(layOut(form, emptiestValues(form)))
    const named = wholeText(layOut(form, { ...emptiestValues(form), appealTo: '浙江省知识产权局' }))
    expect(without).toContain('向有管辖权的知识产权管理部门提出申诉')
    expect(named).toContain('向浙江省知识产权局提出申诉')
    expect(named).not.toContain('有管辖权')
  })

  it('keeps a text of several lines as paragraphs', () => {
    const form = formOf('advice')
    const { blocks } = layOut(form, { ...emptiestValues(form), body: '第一段。\n\n  第二段。\n' })
    const texts = blocks.flatMap((block) => (block.block === 'paragraph' ? [block.text] : []))
    expect(texts).toEqual(expect.arrayContaining(['第一段。', '第二段。']))
  })

  it('marks an empty box of an application, so that nothing is written into it later', () => {
    const form = formOf('aid-application')
    const grid = layOut(form, emptiestValues(form)).blocks.find(
      (block) => block.block === 'grid' && block.heading === '一、申请人',
    )
    expect(JSON.stringify(grid)).toContain('{"label":"联系电话","cell":{"lines":["无"]}}')
  })

  it('leaves a box of the return visit form open for the hand', () => {
    const form = formOf('return-visit-form')
    expect(JSON.stringify(layOut(form, emptiestValues(form)).blocks)).toContain(
      '{"label":"后来的情况","cell":{"lines":["　","　","　"]}}',
    )
  })

  it('tells items and rows in a box of a grid line by line', () => {
    const form = formOf('supplement-notice')
    const parts: DocumentForm['parts'] = [
      { part: 'grid', when: [], unless: [], heading: null, rows: [['items'], ['rights', 'title']] },
    ]
    const rights = formOf('advice').fields.filter(({ id }) => id === 'rights')
    const values: FormValues = {
      items: ['样品', '票据'],
      rights: [
        { type: '商标', number: '1', name: '甲' },
        { type: '专利', number: '2', name: '' },
      ],
      title: null,
    }
    const [grid] = layOut({ ...form, addressee: null, fields: [...form.fields, ...rights], parts }, values).blocks
    expect(grid).toMatchObject({
      rows: [
        [{ label: '需要补正的内容', cell: { lines: ['1. 样品', '2. 票据'] } }],
        [
          { label: '涉及的权利', cell: { lines: ['商标　1　甲', '专利　2　'] } },
          { label: '事项', cell: { lines: ['—'] } },
        ],
      ],
    })
  })

  it('takes any words for words, whatever they look like', () => {
    const form = formOf('supplement-notice')
    const anyLine = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }).filter((text) => text.trim() !== '')
    fc.assert(
      fc.property(fc.oneof(anyLine, fc.constantFrom('$&', '$1', '{title}', '{items}', '#eval("1")')), (given) => {
        const text = wholeText(layOut(form, { ...emptiestValues(form), title: given, applicant: given }))
        expect(text).toContain(`提交的“${given}”`.replace(/\s/g, ''))
      }),
    )
  })
})
