import { sql } from 'kysely'
import { as, type DivisionCode, type InstitutionId, type StaffId } from '../../domain/kernel/ids.ts'
import { chinaDate, type Instant } from '../../domain/kernel/plain-date.ts'
import type { Clockwork, Codes } from '../../domain/matter/decide.ts'
import { demoInstitutionId } from '../institution/demo-network.ts'
import { createClockwork, createCodes } from '../matter/setting.ts'
import type { Ctx } from '../platform/context.ts'
import { dice } from './dice.ts'
import { personName } from './people.ts'

/** A county of the demonstration network and who answers there for which services. */
export interface Place {
  readonly code: DivisionCode
  /** Without 市, 区, 县. */
  readonly shortName: string
  readonly provinceCode: DivisionCode
  /** The nearest demonstration institution that renders these services, and why it. */
  readonly holderFor: (rightType: string, services: readonly string[]) => Holder
}

export interface Holder {
  readonly id: InstitutionId
  readonly provinceCode: DivisionCode
  readonly why: readonly string[]
  /** Who handles matters there in the demonstration. */
  readonly handler: { readonly id: StaffId; readonly name: string }
}

export interface World {
  readonly places: readonly Place[]
  /** Where the demonstration's people work; a tenth of the matters happen here, so that their desks are not empty. */
  readonly stage: readonly Place[]
  readonly clockwork: Clockwork
  readonly codes: Codes
  readonly label: (list: 'right-types' | 'scenes', code: string) => string
  /** The demonstration ends here: nothing happens later. */
  readonly until: Instant
}

interface CountyRow {
  readonly code: string
  readonly name: string
  readonly province_code: string
}

interface DemoRow {
  readonly id: string
  readonly name: string
  readonly division_code: string | null
  readonly parent_id: string | null
  readonly level: string
  readonly right_types: string[]
  readonly services: string[]
}

const levelWords: Readonly<Record<string, string>> = {
  county: '县级',
  city: '市级',
  province: '省级',
  national: '国家级',
}

/**
 * The demonstration's places and institutions, ready for bulk work: who answers is looked up by climbing the tree, as the proposal
 * does, and remembered for each place and demand.
 */
export const readWorld = async (ctx: Ctx, until: Instant): Promise<World> => {
  const { platform, tx } = ctx
  const counties = await sql<CountyRow>`
    select code, name, province_code from division
    where level = 'county' and valid_to is null order by code`.execute(tx)
  const institutions = await sql<DemoRow>`
    select id, name, division_code, parent_id, level, right_types, services from institution
    where demo and accepts_online and status = 'active'`.execute(tx)
  const staff = await sql<{ id: string; name: string; institution_id: string }>`
    select distinct on (institution_id) id, name, institution_id from staff
    where roles && array['reviewer'] and not disabled order by institution_id, username`.execute(tx)
  const byId = new Map(institutions.rows.map((row) => [row.id, row]))
  const handlers = new Map(staff.rows.map((row) => [row.institution_id, row]))
  const codes = createCodes(platform.codes, chinaDate(until))

  const holderOf = (row: DemoRow): Holder => {
    const known = handlers.get(row.id)
    const handler = known
      ? { id: as<StaffId>(known.id), name: known.name }
      : // No account stands behind these names: nobody can sign in as them.
        { id: as<StaffId>(`demo:${row.id}`), name: personName(dice(Number.parseInt(row.id.slice(0, 8), 16))) }
    const provinceCode = as<DivisionCode>(row.division_code ? `${row.division_code.slice(0, 2)}0000` : '000000')
    return {
      id: as<InstitutionId>(row.id),
      provinceCode,
      why: [`该机构是事项所在地的${levelWords[row.level] ?? ''}机构，办理所申请的服务。`],
      handler,
    }
  }

  const climb = (code: string, rightType: string, services: readonly string[]): Holder => {
    for (let row = byId.get(demoInstitutionId(code)); row; row = row.parent_id ? byId.get(row.parent_id) : undefined) {
      const serves = row.right_types.includes(rightType) && services.every((service) => row?.services.includes(service))
      if (serves) return holderOf(row)
    }
    throw new Error(`demonstration network: nobody serves ${code} for ${rightType}, ${services.join(', ')}`)
  }

  const places = counties.rows.map((county): Place => {
    const remembered = new Map<string, Holder>()
    return {
      code: as<DivisionCode>(county.code),
      shortName: county.name.replace(/(自治)?[市县区旗]$/, '').slice(0, 4),
      provinceCode: as<DivisionCode>(county.province_code),
      holderFor: (rightType, services) => {
        const key = `${rightType} ${services.join(' ')}`
        const holder = remembered.get(key) ?? climb(county.code, rightType, services)
        remembered.set(key, holder)
        return holder
      },
    }
  })
  return {
    places,
    // The cities of the demonstration accounts: Ningbo and Hangzhou.
    stage: places.filter(({ code }) => code.startsWith('3302') || code.startsWith('3301')),
    clockwork: createClockwork(platform.rules, []),
    codes: { ...codes, has: remember(codes.has) },
    label: (list, code) => platform.codes.label(list, code),
    until,
  }
}

/** Looking a code up walks its list; bulk work asks the same few codes a million times. */
const remember = (has: World['codes']['has']): World['codes']['has'] => {
  const answers = new Map<string, boolean>()
  return (list, code) => {
    const key = `${list} ${code}`
    const known = answers.get(key)
    if (known !== undefined) return known
    const answer = has(list, code)
    answers.set(key, answer)
    return answer
  }
}
