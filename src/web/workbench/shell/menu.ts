import { workbenchPaths } from '../../../contract/paths.ts'
import type { Role } from '../../../domain/actor/actor.ts'
import type { MatterSummary } from '../api/matters.ts'

export interface MenuEntry {
  readonly label: string
  readonly to: string
  readonly count?: keyof MatterSummary
  /** Shown in red: time is running out there. */
  readonly urgent?: boolean
  readonly for: readonly Role[]
}

/** Who has matters in reach; an administrator looks after accounts only. */
export const matterRoles: readonly Role[] = [
  'clerk',
  'reviewer',
  'head',
  'province-supervisor',
  'national-supervisor',
  'auditor',
]
/** Who works on matters, and may look at what identifies a person. */
export const officers: readonly Role[] = ['clerk', 'reviewer', 'head']
const everyone: readonly Role[] = [...matterRoles, 'administrator']

export const menu: readonly MenuEntry[] = [
  { label: '今日待办', to: workbenchPaths.home(), count: 'overdue', urgent: true, for: matterRoles },
  { label: '我的事项', to: workbenchPaths.matters({ mineOnly: true }), count: 'mine', for: officers },
  { label: '全部事项', to: workbenchPaths.matters(), for: matterRoles },
  { label: '待指派', to: workbenchPaths.matters({ status: 'accepted' }), count: 'unassigned', for: ['head'] },
  { label: '登记来访来电来信', to: workbenchPaths.newMatter(), for: officers },
  { label: '机构名录', to: workbenchPaths.institutions(), for: everyone },
  { label: '时限规则', to: workbenchPaths.rules(), for: everyone },
  { label: '人员', to: workbenchPaths.staff(), for: ['administrator'] },
  { label: '接口令牌', to: workbenchPaths.machineTokens(), for: ['administrator'] },
  { label: '通知发送', to: workbenchPaths.delivery(), for: ['administrator'] },
  { label: '操作日志', to: workbenchPaths.audit(), for: ['auditor'] },
  { label: '我的账号', to: workbenchPaths.account(), for: everyone },
]

export const menuFor = (held: readonly Role[]): readonly MenuEntry[] =>
  menu.filter((entry) => entry.for.some((role) => held.includes(role)))

/** The entry that an address belongs to: filters count only where an entry names them. */
export const isCurrent = (entry: MenuEntry, pathname: string, search: string): boolean => {
  const [path = '', query = ''] = entry.to.split('?')
  if (path !== pathname) return false
  const here = new URLSearchParams(search)
  const named = [...new URLSearchParams(query)]
  if (named.length > 0) return named.every(([name, value]) => here.get(name) === value)
  return !menu.some((other) => other !== entry && other.to.startsWith(`${path}?`) && isCurrent(other, pathname, search))
}
