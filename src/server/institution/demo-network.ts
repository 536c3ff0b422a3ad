import { createHash } from 'node:crypto'
import type { Division, DivisionLevel, Institution, InstitutionLevel } from '../../domain/institution/institution.ts'
import { nationCode } from '../../domain/institution/institution.ts'
import { as, type InstitutionId } from '../../domain/kernel/ids.ts'
import type { PlainDate } from '../../domain/kernel/plain-date.ts'

/** Chosen once at random; a change would give every seeded institution a new id. */
const idNamespace = '5c0f7c1e-8c0b-4f57-9b60-0d3c6a1f2b7e'

/** UUID version 5 (RFC 9562 section 5.5) of a name, so that seeds and specs can name what they mean. */
export const seededId = (name: string): InstitutionId => {
  const bytes = createHash('sha1')
    .update(Buffer.from(idNamespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex', 0, 16)
  return as<InstitutionId>(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))
}

/** The demonstration institution of a division; `000000` is the nation's. */
export const demoInstitutionId = (divisionCode: string): InstitutionId => seededId(`demo:${divisionCode}`)

/** From this day the code table of the divisions is known to hold. */
export const seedValidFrom = as<PlainDate>('2023-06-30')

const stationServices = ['CONSULT', 'REPORT_TRANSFER', 'TRAINING']
const centreServices = [...stationServices, 'INFRINGEMENT_OPINION', 'MEDIATION', 'ON_SITE']

interface Shape {
  readonly level: InstitutionLevel
  readonly kind: string
  readonly name: (division: Division) => string
  /** Null: every service of the catalogue. */
  readonly services: readonly string[] | null
}

/** What stands at each level: a station advises, a city centre also gives opinions, a province renders every service. */
const shapes: Readonly<Record<DivisionLevel, Shape>> = {
  nation: {
    level: 'national',
    kind: 'aid-centre',
    name: () => '全国知识产权维权援助中心（示范）',
    services: null,
  },
  province: {
    level: 'province',
    kind: 'aid-centre',
    name: ({ name }) => `${name}知识产权维权援助中心（示范）`,
    services: null,
  },
  prefecture: {
    level: 'city',
    kind: 'aid-centre',
    name: ({ name }) => `${name}知识产权维权援助中心（示范）`,
    services: centreServices,
  },
  county: {
    level: 'county',
    kind: 'work-station',
    name: ({ name }) => `${name}知识产权维权援助工作站（示范）`,
    services: stationServices,
  },
}

/**
 * One institution for each division, in the order of the divisions, so that the platform can be tried anywhere. Nothing in it claims to
 * be real: the name says 示范, there is no phone, and the address says that it is a demonstration.
 * @param catalogue every code of `right-types` and `services`.
 */
export const demoNetwork = (
  divisions: readonly Division[],
  catalogue: { readonly rightTypes: readonly string[]; readonly services: readonly string[] },
): readonly Institution[] =>
  divisions.map((division) => {
    const shape = shapes[division.level]
    return {
      id: demoInstitutionId(division.code),
      name: shape.name(division),
      kind: shape.kind,
      level: shape.level,
      parentId: division.code === nationCode ? null : demoInstitutionId(division.parentCode ?? nationCode),
      divisionCode: division.code,
      provinceCode: division.provinceCode,
      areas: [division.code],
      rightTypes: catalogue.rightTypes,
      services: shape.services ?? catalogue.services,
      hours: '工作日 9:00–17:00',
      address: '示范数据，没有真实地址',
      phone: null,
      url: null,
      status: 'active',
      acceptsOnline: true,
      demo: true,
      sourceUrl: null,
      sourceGrade: null,
      asOf: null,
      validFrom: seedValidFrom,
      validTo: null,
    }
  })
