import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Division } from '../../domain/institution/institution.ts'
import { proposeInstitution } from '../../domain/institution/propose.ts'
import { as, type DivisionCode } from '../../domain/kernel/ids.ts'
import type { PlainDate } from '../../domain/kernel/plain-date.ts'
import { demoInstitutionId, demoNetwork } from './demo-network.ts'
import { parseDivisions } from './divisions.ts'
import { seedFolder } from './seed.ts'

const divisions = parseDivisions(readFileSync(join(seedFolder, 'divisions.csv'), 'utf8'))
const byCode = new Map(divisions.map((division) => [division.code, division]))
const catalogue = {
  rightTypes: ['trademark', 'other'],
  services: [
    'CONSULT',
    'INFRINGEMENT_OPINION',
    'MEDIATION',
    'MAJOR_SOLUTION',
    'ON_SITE',
    'TRAINING',
    'REPORT_TRANSFER',
  ],
}
const network = demoNetwork(divisions, catalogue)
const byArea = Map.groupBy(network, (institution) => institution.divisionCode)

const chain = (code: DivisionCode): readonly Division[] => {
  const here = byCode.get(code)
  if (here === undefined) return []
  return here.parentCode === null ? [here] : [here, ...chain(here.parentCode)]
}
/** As the directory does: only those that cover the place or one of its ancestors. */
const propose = (code: string, services: readonly string[]) => {
  const place = as<DivisionCode>(code)
  return proposeInstitution(
    { places: [{ code: place, as: 'occurred' }], rightTypes: ['trademark'], services },
    {
      candidates: chain(place).flatMap((division) => byArea.get(division.code) ?? []),
      chain,
      on: as<PlainDate>('2026-11-23'),
      label: (_list, each) => each,
    },
  )
}
const proposed = (code: string, services: readonly string[]) => {
  const result = propose(code, services)
  return result.ok ? result.value.institution : null
}

describe('the demonstration network', () => {
  it('has one institution for each division', () => {
    expect(network.length).toBe(divisions.length)
    expect(new Set(network.map(({ id }) => id)).size).toBe(divisions.length)
    expect([...byArea.values()].every((there) => there.length === 1)).toBe(true)
  })

  it('gives every county exactly its own station for advice', () => {
    const counties = divisions.filter(({ level }) => level === 'county')
    expect(counties.length).toBe(2975)
    const wrong = counties.filter(({ code }) => proposed(code, ['CONSULT'])?.id !== demoInstitutionId(code))
    expect(wrong).toEqual([])
  })

  it('gives every county an infringement opinion from its city, or from its province where there is no city', () => {
    const counties = divisions.filter(({ level }) => level === 'county')
    const wrong = counties.filter(
      ({ code, parentCode }) => proposed(code, ['INFRINGEMENT_OPINION'])?.id !== demoInstitutionId(parentCode ?? ''),
    )
    expect(wrong).toEqual([])
  })

  it.each([
    ['advice in Dongguan, which has no counties', '441900', ['CONSULT'], '东莞市知识产权维权援助中心（示范）'],
    ['an opinion in a district of Beijing', '110108', ['INFRINGEMENT_OPINION'], '北京市知识产权维权援助中心（示范）'],
    ['an opinion in a county under no city', '419001', ['INFRINGEMENT_OPINION'], '河南省知识产权维权援助中心（示范）'],
    ['a dispute of public weight', '330212', ['MAJOR_SOLUTION'], '浙江省知识产权维权援助中心（示范）'],
  ])('%s goes to its nearest fit institution', (_what, code, services, name) => {
    expect(proposed(code, services)?.name).toBe(name)
  })

  it('says of every institution that it is a demonstration and invents no phone', () => {
    for (const institution of network) {
      expect(institution.name.endsWith('（示范）'), institution.name).toBe(true)
      expect(institution).toMatchObject({ demo: true, phone: null, url: null, address: '示范数据，没有真实地址' })
    }
  })

  it('hangs together under the nation', () => {
    const ids = new Set(network.map(({ id }) => id))
    const roots = network.filter(({ parentId }) => parentId === null)
    expect(roots.map(({ id }) => id)).toEqual([demoInstitutionId('000000')])
    expect(network.filter(({ parentId }) => parentId !== null && !ids.has(parentId))).toEqual([])
  })

  it('keeps its ids for ever, since matters and specs name them', () => {
    expect([demoInstitutionId('000000'), demoInstitutionId('330212')]).toEqual([
      '52e37cbd-c758-55da-93fb-6ac20e20c0a1',
      '85f63893-6f0b-5b0b-b9e2-9d34fddd5e24',
    ])
  })
})
