import type { SignInWay } from '../../contract/staff.ts'
import type { Role, Staff } from '../../domain/actor/actor.ts'
import { staffScope } from '../../domain/actor/actor.ts'
import { as, type DivisionCode, type InstitutionId, type StaffId } from '../../domain/kernel/ids.ts'
import type { Platform } from '../platform/platform.ts'
import { type Auth, authSecret, cookieNames, createAuth, sessionIdleMs } from './auth.ts'
import { rawCookie, signedCookie } from './cookie.ts'

/** A member of staff with the session they came with. */
export interface SignedIn {
  readonly staff: Staff
  readonly username: string
  readonly institution: { readonly id: InstitutionId; readonly name: string; readonly demo: boolean }
  readonly totpEnabled: boolean
  readonly way: SignInWay
  readonly sessionToken: string
  /** The session's cookie as it was sent, for better-auth. */
  readonly cookie: string
}

export interface StaffGate {
  readonly platform: Platform
  readonly auth: Auth
  readonly secret: string
  readonly cookies: { readonly session: string; readonly challenge: string }
  /** @param cookieHeader the request's `cookie` header. Null: no session, a forged one, one that is over, a disabled account. */
  readonly signedIn: (cookieHeader: string | undefined) => Promise<SignedIn | null>
  /** The same for readers that need no more than who it is and how far they reach. */
  readonly actor: (request: { readonly headers: { readonly cookie?: string | undefined } }) => Promise<Staff | null>
}

interface SessionRow {
  id: string
  name: string
  username: string
  roles: Role[]
  two_factor_enabled: boolean
  institution_id: string
  institution_name: string
  level: string
  province_code: string
  demo: boolean
  stale: boolean
  way: SignInWay
  subtree: string[] | null
}

/*
 * One statement a request, so that disabling, new roles and a moved institution hold from the next request on. Session times are
 * real time, as better-auth and authenticators keep it, also where the platform's own clock is set for a rehearsal. Accounts of
 * demonstration institutions have a published password: without the demonstration they are nobody. The subtree is walked only
 * for whom `staffScope` asks it: eleven rows for a city cost little, the nation's 3,343 took 20 ms.
 */
const sessionSql = `
  select s.id, s.name, s.username, s.roles, s.two_factor_enabled, s.institution_id,
    i.name as institution_name, i.level, i.province_code, i.demo,
    ss.updated_at < now() - interval '1 minute' as stale, ss.way,
    case when ('head' = any (s.roles) or ('auditor' = any (s.roles) and i.level <> 'national'))
      and not s.roles && array['national-supervisor', 'province-supervisor'] then array(
      with recursive below as (
        select s.institution_id as id
        union
        select child.id from institution child join below on child.parent_id = below.id
      )
      select id::text from below
    ) end as subtree
  from staff_session ss
  join staff s on s.id = ss.staff_id
  join institution i on i.id = s.institution_id
  where ss.token = $1 and ss.expires_at > now() and ss.updated_at > now() - $2::float8 * interval '1 millisecond' 
    and not s.disabled and (not i.demo or $3)`

const touchSql = `update staff_session set updated_at = now() where token = $1 and updated_at < now() - interval '1 minute'`

/** Who comes in, read from the session's cookie. One for each platform. */
export const createStaffGate = (platform: Platform): StaffGate => {
  const secret = authSecret(platform.crypto)
  const cookies = cookieNames(platform.config.publicUrl)

  const signedIn = async (cookieHeader: string | undefined): Promise<SignedIn | null> => {
    const token = signedCookie(cookieHeader, cookies.session, secret)
    if (token === null) return null
    const { rows } = await platform.pool.query<SessionRow>({
      name: 'staff-session',
      text: sessionSql,
      values: [token, sessionIdleMs, platform.config.demo],
    })
    const row = rows[0]
    if (!row) return null
    if (row.stale) await platform.pool.query({ name: 'staff-session-touch', text: touchSql, values: [token] })
    const institutionId = as<InstitutionId>(row.institution_id)
    const provinceCode = as<DivisionCode>(row.province_code)
    const subtree = (row.subtree ?? [row.institution_id]).map((id) => as<InstitutionId>(id))
    return {
      staff: {
        kind: 'staff',
        id: as<StaffId>(row.id),
        name: row.name,
        roles: row.roles,
        institutionId,
        institutionName: row.institution_name,
        provinceCode,
        scope: staffScope(row.roles, { institutionId, provinceCode, national: row.level === 'national' }, subtree),
      },
      username: row.username,
      institution: { id: institutionId, name: row.institution_name, demo: row.demo },
      totpEnabled: row.two_factor_enabled,
      way: row.way,
      sessionToken: token,
      cookie: `${cookies.session}=${rawCookie(cookieHeader, cookies.session) ?? ''}`,
    }
  }

  return {
    platform,
    auth: createAuth(platform),
    secret,
    cookies,
    signedIn,
    actor: async (request) => (await signedIn(request.headers.cookie))?.staff ?? null,
  }
}
