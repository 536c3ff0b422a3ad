import type { Role } from '../../domain/actor/actor.ts'
import { demoInstitutionId } from '../institution/demo-network.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import type { Platform } from '../platform/platform.ts'
import { hashPassword } from './password.ts'
import { addStaff } from './use-cases.ts'

/** One password for all of them, written in the README: these accounts exist only with the demonstration data (`DEMO=off`). */
export const demoPassword = 'weiquan-demo-2026'

export interface DemoAccount {
  readonly username: string
  readonly name: string
  readonly roles: readonly Role[]
  /** GB/T 2260; the account is at the demonstration institution of this division, `000000` is the nation's. */
  readonly divisionCode: string
  /** What one can try with it, for the list printed at start. */
  readonly shows: string
}

/** The people of the demonstration; the seed's matters, specs and screenshots name the same ones. */
export const demoAccounts = [
  {
    username: 'limin',
    name: '李敏',
    roles: ['clerk', 'reviewer'],
    divisionCode: '330200',
    shows: '宁波市中心：受理与办理',
  },
  {
    username: 'zhoulan',
    name: '周岚',
    roles: ['head'],
    divisionCode: '330200',
    shows: '宁波市中心负责人：指派、终止、看全市',
  },
  {
    username: 'wangfang',
    name: '王芳',
    roles: ['clerk', 'reviewer', 'head'],
    divisionCode: '330212',
    shows: '鄞州区工作站：一人站，三个角色',
  },
  {
    username: 'chenjie',
    name: '陈洁',
    roles: ['clerk', 'reviewer'],
    divisionCode: '330100',
    shows: '杭州市中心：看不到宁波的事项',
  },
  { username: 'wuhao', name: '吴昊', roles: ['head'], divisionCode: '330100', shows: '杭州市中心负责人' },
  {
    username: 'shenyun',
    name: '沈筠',
    roles: ['province-supervisor'],
    divisionCode: '330000',
    shows: '浙江省主管：看全省，处理申诉',
  },
  {
    username: 'hanlin',
    name: '韩林',
    roles: ['national-supervisor'],
    divisionCode: '000000',
    shows: '国家级主管：看全国',
  },
  { username: 'qinzheng', name: '秦正', roles: ['auditor'], divisionCode: '000000', shows: '审计：只读，看操作日志' },
  {
    username: 'admin',
    name: '郑楠',
    roles: ['administrator'],
    divisionCode: '000000',
    shows: '管理员：账号与机构，不接触事项',
  },
] as const satisfies readonly DemoAccount[]

/**
 * Makes the demonstration's accounts that are not there yet, hashing their passwords side by side. An account that was changed or
 * disabled since stays as it is. The demonstration institutions must be there.
 * @returns the usernames made now.
 */
export const seedDemoStaff = async (platform: Platform): Promise<readonly string[]> => {
  const system = { kind: 'system', name: 'seed', scope: { kind: 'system' } } as const
  const missing = await inContext(platform, system, 'seed', async (ctx) => {
    const there = await ctx.tx.selectFrom('staff').select('username').where('username', 'in', demoUsernames).execute()
    return demoAccounts.filter((account) => !there.some((row) => row.username === account.username))
  })
  if (missing.length === 0) return []
  const hashes = await Promise.all(missing.map(() => hashPassword(demoPassword)))
  return inContext(platform, system, 'seed', async (ctx) => {
    const made: string[] = []
    for (const [index, account] of missing.entries()) {
      if (await addDemoAccount(ctx, account, hashes[index] ?? '')) made.push(account.username)
    }
    return made
  })
}

const demoUsernames = demoAccounts.map(({ username }) => username)

/** False when another start of the platform was quicker. */
const addDemoAccount = async (ctx: Ctx, account: DemoAccount, hash: string): Promise<boolean> => {
  const { username, name, roles, divisionCode } = account
  const added = await addStaff(ctx, { username, name, roles, institutionId: demoInstitutionId(divisionCode) }, hash)
  if (added.ok) return true
  if (added.refusal.code === 'username-taken') return false
  throw new Error(`demonstration account ${username}: ${added.refusal.code}`)
}
