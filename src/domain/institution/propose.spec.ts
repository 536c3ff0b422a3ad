import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { as, type DivisionCode, type InstitutionId } from '../kernel/ids.ts'
import type { PlainDate } from '../kernel/plain-date.ts'
import type { Division, DivisionLevel, Institution } from './institution.ts'
import { type Asked, type Place, proposeInstitution } from './propose.ts'

const code = (text: string) => as<DivisionCode>(text)
const today = as<PlainDate>('2026-11-23')

const division = (
  own: string,
  name: string,
  fullName: string,
  level: DivisionLevel,
  parent: string | null,
): Division => ({
  code: code(own),
  name,
  fullName,
  level,
  parentCode: parent === null ? null : code(parent),
  provinceCode: code(`${own.slice(0, 2)}0000`),
})
const divisions = [
  division('000000', '全国', '全国', 'nation', null),
  division('330000', '浙江省', '浙江省', 'province', '000000'),
  division('330200', '宁波市', '浙江省宁波市', 'prefecture', '330000'),
  division('330212', '鄞州区', '浙江省宁波市鄞州区', 'county', '330200'),
  division('440000', '广东省', '广东省', 'province', '000000'),
  division('441900', '东莞市', '广东省东莞市', 'prefecture', '440000'),
  division('410000', '河南省', '河南省', 'province', '000000'),
  division('419001', '济源市', '河南省济源市', 'county', '410000'),
]
const chain = (start: DivisionCode): readonly Division[] => {
  const here = divisions.find((each) => each.code === start)
  if (here === undefined) return []
  return here.parentCode === null ? [here] : [here, ...chain(here.parentCode)]
}

const institution = (
  name: string,
  level: Institution['level'],
  area: string,
  over: Partial<Institution> = {},
): Institution => ({
  id: as<InstitutionId>(name),
  name,
  kind: 'aid-centre',
  level,
  parentId: null,
  divisionCode: code(area),
  provinceCode: code(`${area.slice(0, 2)}0000`),
  areas: [code(area)],
  rightTypes: ['trademark', 'patent-invention'],
  services: ['CONSULT'],
  hours: null,
  address: null,
  phone: null,
  url: null,
  status: 'active',
  acceptsOnline: true,
  demo: false,
  sourceUrl: null,
  sourceGrade: null,
  asOf: null,
  validFrom: as<PlainDate>('2020-01-01'),
  validTo: null,
  ...over,
})
const everything = { services: ['CONSULT', 'INFRINGEMENT_OPINION', 'MAJOR_SOLUTION'] }
const station = institution('鄞州站', 'county', '330212')
const city = institution('宁波中心', 'city', '330200', { services: ['CONSULT', 'INFRINGEMENT_OPINION'] })
const province = institution('浙江中心', 'province', '330000', everything)
const nation = institution('国家中心', 'national', '000000', everything)
const dongguan = institution('东莞中心', 'city', '441900')
const network = [nation, province, city, station, dongguan]

const words: Record<string, string> = {
  CONSULT: '咨询指导',
  INFRINGEMENT_OPINION: '侵权判定参考意见',
  MAJOR_SOLUTION: '解决方案',
  trademark: '商标',
  'plant-variety': '植物新品种',
}
const ask = (asked: Partial<Asked>, candidates: readonly Institution[] = network) =>
  proposeInstitution(
    { places: [], rightTypes: ['trademark'], services: ['CONSULT'], ...asked },
    { candidates, chain, on: today, label: (_list, each) => words[each] ?? each },
  )
const occurred = (where: string): Place => ({ code: code(where), as: 'occurred' })
const located = (where: string): Place => ({ code: code(where), as: 'located' })
const answer = (...given: Parameters<typeof ask>) => {
  const result = ask(...given)
  if (!result.ok) throw new Error(`no proposal: ${result.refusal.code}`)
  return result.value
}

describe('the proposed institution', () => {
  it.each([
    ['advice in a district goes to its station', '330212', ['CONSULT'], '鄞州站', 0],
    ['an infringement opinion goes to the city centre', '330212', ['INFRINGEMENT_OPINION'], '宁波中心', 1],
    ['advice with an opinion goes to the city centre', '330212', ['CONSULT', 'INFRINGEMENT_OPINION'], '宁波中心', 1],
    ['a dispute of public weight goes to the province', '330212', ['MAJOR_SOLUTION'], '浙江中心', 2],
    ['only a city given: its centre', '330200', ['CONSULT'], '宁波中心', 0],
    ['only a province given: its centre', '330000', ['CONSULT'], '浙江中心', 0],
    ['a city without counties has its own centre', '441900', ['CONSULT'], '东莞中心', 0],
    ['where the province has none, the nation takes it', '441900', ['MAJOR_SOLUTION'], '国家中心', 2],
    ['a county under no city climbs to the nation when its province has none', '419001', ['CONSULT'], '国家中心', 2],
  ])('%s', (_title, where, services, name, climbed) => {
    const proposal = answer({ places: [occurred(where)], services })
    expect([proposal.institution.name, proposal.climbed]).toEqual([name, climbed])
  })

  it('a matter with no place in China goes to the national institution', () => {
    const proposal = answer({ places: [] })
    expect(proposal.institution.name).toBe('国家中心')
    expect(proposal.why[0]).toBe('您没有填写国内的地点，由国家级机构接收。')
  })

  it('on one level the place where it happened goes before the place where the applicant is', () => {
    const jiyuan = institution('济源站', 'county', '419001')
    expect(answer({ places: [occurred('419001'), located('330212')] }, [...network, jiyuan]).institution.name).toBe(
      '济源站',
    )
    expect(answer({ places: [occurred('330212'), located('419001')] }, [...network, jiyuan]).institution.name).toBe(
      '鄞州站',
    )
  })

  it('when nobody near the place of the act can help, the applicant’s own district does', () => {
    const proposal = answer({ places: [occurred('419001'), located('330212')] })
    expect(proposal.institution.name).toBe('鄞州站')
    expect(proposal.why[0]).toBe('您填写的所在地在浙江省宁波市鄞州区，该机构服务这一区域。')
  })

  it.each<[string, Partial<Institution>]>([
    ['suspended', { status: 'suspended' }],
    ['closed', { status: 'closed' }],
    ['only reported by a source', { status: 'reported' }],
    ['not connected to the platform', { acceptsOnline: false }],
    ['not yet open', { validFrom: as<PlainDate>('2026-11-24') }],
    ['no longer open', { validTo: as<PlainDate>('2026-11-22') }],
    ['not dealing with this right', { rightTypes: ['patent-invention'] }],
  ])('a station that is %s is passed over', (_why, over) => {
    const others = network.filter((each) => each !== station)
    const proposal = answer({ places: [occurred('330212')] }, [...others, { ...station, ...over }])
    expect(proposal.institution.name).toBe('宁波中心')
  })

  it('an institution is valid on its first and on its last day', () => {
    const oneDay = { ...station, validFrom: today, validTo: today }
    expect(answer({ places: [occurred('330212')] }, [oneDay, city]).institution.name).toBe('鄞州站')
  })

  it('a suspended city centre leaves the matter to the province', () => {
    const suspended = { ...city, status: 'suspended' as const }
    const proposal = answer({ places: [occurred('330212')], services: ['INFRINGEMENT_OPINION'] }, [
      station,
      suspended,
      province,
      nation,
    ])
    expect(proposal.institution.name).toBe('浙江中心')
    expect(proposal.why).toEqual([
      '您填写的发生地在浙江省宁波市鄞州区，该机构的服务区域是浙江省，包括您的发生地。',
      '鄞州站不办理侵权判定参考意见，所以交给上一级。',
      '当地没有已接入平台、可以受理的市级机构，所以交给上一级。',
      '该机构办理商标方面的侵权判定参考意见。',
    ])
  })

  it('the reasons for the nearest station are two sentences', () => {
    expect(answer({ places: [occurred('330212')] }).why).toEqual([
      '您填写的发生地在浙江省宁波市鄞州区，该机构服务这一区域。',
      '该机构办理商标方面的咨询指导。',
    ])
  })

  it('the alternatives are the others that could take it, the nearest first', () => {
    expect(answer({ places: [occurred('330212')] }).alternatives.map((each) => each.name)).toEqual([
      '宁波中心',
      '浙江中心',
      '国家中心',
    ])
  })

  it('a right that nobody deals with is refused with what was asked, not given to someone unfit', () => {
    expect(ask({ places: [occurred('330212')], rightTypes: ['plant-variety'] })).toEqual({
      ok: false,
      refusal: { code: 'no-institution-serves', rightTypes: ['plant-variety'], services: ['CONSULT'] },
    })
  })

  it('an unknown division is refused, not ignored', () => {
    expect(ask({ places: [occurred('330212'), located('999999')] })).toEqual({
      ok: false,
      refusal: { code: 'division-unknown', given: '999999' },
    })
  })

  it('the order in which the institutions are listed changes nothing', () => {
    const twins = [...network, institution('鄞州二站', 'county', '330212'), institution('东莞二站', 'city', '441900')]
    const places = ['330212', '330200', '441900', '419001'].map(occurred)
    fc.assert(
      fc.property(
        fc.shuffledSubarray(twins, { minLength: twins.length }),
        fc.subarray(places),
        fc.constantFrom(...everything.services),
        (shuffled, where, service) => {
          expect(ask({ places: where, services: [service] }, shuffled)).toEqual(
            ask({ places: where, services: [service] }, twins),
          )
        },
      ),
    )
  })
})
