import { type Actor, type Role, type Staff, staffScope } from '../src/domain/actor/actor.ts'
import { as, type DivisionCode, type InstitutionId, type MatterId, type StaffId } from '../src/domain/kernel/ids.ts'
import type { Platform } from '../src/server/platform/platform.ts'
import type { DemoUser } from './app.ts'

interface Row {
  id: string
  name: string
  roles: Role[]
  institution_id: string
  institution_name: string
  level: string
  province_code: string
}

/** The institution itself and all below it. */
export const subtreeOf = async (platform: Platform, institutionId: string): Promise<readonly InstitutionId[]> => {
  const { rows } = await platform.pool.query<{ id: string }>(
    `with recursive below as (
       select $1::uuid as id union select child.id from institution child join below on child.parent_id = below.id
     ) select id from below`,
    [institutionId],
  )
  return rows.map((row) => as<InstitutionId>(row.id))
}

/** A person of the demonstration as the use-cases know them, without a session. */
export const staffNamed = async (platform: Platform, username: Exclude<DemoUser, null>): Promise<Staff> => {
  const { rows } = await platform.pool.query<Row>(
    `select s.id, s.name, s.roles, s.institution_id, i.name as institution_name, i.level, i.province_code
     from staff s join institution i on i.id = s.institution_id where s.username = $1`,
    [username],
  )
  const row = rows[0]
  if (!row) throw new Error(`no account ${username}: the database is not seeded`)
  const institutionId = as<InstitutionId>(row.institution_id)
  const provinceCode = as<DivisionCode>(row.province_code)
  const own = { institutionId, provinceCode, national: row.level === 'national' }
  return {
    kind: 'staff',
    id: as<StaffId>(row.id),
    name: row.name,
    roles: row.roles,
    institutionId,
    institutionName: row.institution_name,
    provinceCode,
    scope: staffScope(row.roles, own, await subtreeOf(platform, institutionId)),
  }
}

/** Someone who holds every role of a desk at this institution and reaches its matters alone. */
export const deskOf = (
  institutionId: InstitutionId,
  roles: readonly Role[] = ['clerk', 'reviewer', 'head'],
): Staff => ({
  kind: 'staff',
  id: as<StaffId>(`desk-of-${institutionId}`),
  name: '赵值班',
  roles,
  institutionId,
  institutionName: '示范机构',
  provinceCode: as<DivisionCode>('330000'),
  scope: { kind: 'institutions', ids: [institutionId] },
})

export const applicantOf = (matterId: string): Actor => ({
  kind: 'applicant',
  scope: { kind: 'matter', matterId: as<MatterId>(matterId) },
})

export const theSystem: Actor = { kind: 'system', name: '法定时钟', scope: { kind: 'system' } }
