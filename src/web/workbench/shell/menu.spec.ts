import { describe, expect, it } from 'vitest'
import { isCurrent, menuFor } from './menu.ts'

const labels = (...roles: Parameters<typeof menuFor>[0]) => menuFor(roles).map((entry) => entry.label)

describe('the side menu', () => {
  it('shows a clerk the matters and the registration, but no staff, no log and no assignment', () => {
    expect(labels('clerk')).toEqual([
      '今日待办',
      '我的事项',
      '全部事项',
      '登记来访来电来信',
      '机构名录',
      '时限规则',
      '我的账号',
    ])
  })

  it('shows an administrator no matters', () => {
    expect(labels('administrator')).toEqual(['机构名录', '时限规则', '人员', '接口令牌', '通知发送', '我的账号'])
  })

  it('shows an auditor the log', () => {
    expect(labels('auditor')).toContain('操作日志')
  })

  it('marks one entry for one address', () => {
    const current = (path: string, search: string) =>
      menuFor(['head'])
        .filter((entry) => isCurrent(entry, path, search))
        .map((entry) => entry.label)
    expect(current('/workbench/matters', '?mineOnly=true&text=x')).toEqual(['我的事项'])
    expect(current('/workbench/matters', '?text=x')).toEqual(['全部事项'])
    expect(current('/workbench/', '')).toEqual(['今日待办'])
    expect(current('/workbench/matters/new', '')).toEqual(['登记来访来电来信'])
  })
})
