import { type Division, type DivisionLevel, nationCode } from '../../domain/institution/institution.ts'
import { as, type DivisionCode } from '../../domain/kernel/ids.ts'

interface Row {
  readonly code: string
  readonly name: string
  readonly parentCode: string
  readonly level: DivisionLevel
}

const levels: readonly DivisionLevel[] = ['province', 'prefecture', 'county']

/** Rows that stand in for a missing level (市辖区, 县, 省直辖县级行政区划): 01, 02 and 90 in the third and fourth place. */
const isPlaceholder = (row: Row): boolean =>
  row.level === 'prefecture' && /^(市辖区|县|.*直辖县级行政区划)$/.test(row.name)

const readRow = (line: string, number: number): Row => {
  const [code = '', name = '', parentCode = '', levelText = '', ...rest] = line.split(',')
  const level = levels.find((each) => each === levelText)
  if (!/^\d{6}$/.test(code) || name === '' || level === undefined || rest.length > 0)
    throw new Error(`divisions.csv line ${number}: expected code,name,parent_code,level, was given "${line}"`)
  if ((parentCode === '') !== (level === 'province'))
    throw new Error(`divisions.csv line ${number}: only a province has no parent, was given "${line}"`)
  return { code, name, parentCode, level }
}

/**
 * Reads `seed/divisions.csv`. Placeholders are left out and their counties moved to the province; the nation is put above the
 * provinces. Parents stand before their children.
 * @throws naming the line when one is malformed, repeats a code, or names a parent that does not stand above it.
 */
export const parseDivisions = (csv: string): readonly Division[] => {
  const [header, ...lines] = csv.trimEnd().split(/\r?\n/)
  if (header !== 'code,name,parent_code,level') throw new Error(`divisions.csv: unexpected header "${header}"`)
  const rows = lines.map((line, index) => readRow(line, index + 2))
  const nation: Division = {
    code: nationCode,
    name: '全国',
    fullName: '全国',
    parentCode: null,
    level: 'nation',
    provinceCode: nationCode,
  }
  const placeholders = new Map<string, string>()
  const done = new Map<string, Division>([[nation.code, nation]])
  rows.forEach((row, index) => {
    const where = `divisions.csv line ${index + 2}`
    if (done.has(row.code) || placeholders.has(row.code)) throw new Error(`${where}: code ${row.code} stands twice`)
    if (isPlaceholder(row)) {
      placeholders.set(row.code, row.parentCode)
      return
    }
    const parent = row.level === 'province' ? nation : done.get(placeholders.get(row.parentCode) ?? row.parentCode)
    if (parent === undefined) throw new Error(`${where}: parent ${row.parentCode} does not stand above it`)
    const above = parent.level === 'nation' ? '' : parent.fullName
    done.set(row.code, {
      code: as<DivisionCode>(row.code),
      name: row.name,
      // 嘉峪关市 has one county of its own name; 甘肃省嘉峪关市嘉峪关市 would read as a mistake.
      fullName: parent.name === row.name ? above : above + row.name,
      parentCode: parent.code,
      level: row.level,
      provinceCode: as<DivisionCode>(`${row.code.slice(0, 2)}0000`),
    })
  })
  return [...done.values()]
}
