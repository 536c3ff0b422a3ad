import { describe, expect, it } from 'vitest'
import { as, type DivisionCode, type InstitutionId, type StaffId } from '../kernel/ids.ts'
import { type Actor, actorRef, hasRole, type Role, roles, staffScope } from './actor.ts'

const ningbo = as<InstitutionId>('ningbo')
const yinzhou = as<InstitutionId>('yinzhou')
const zhejiang = as<DivisionCode>('330000')
const local = { institutionId: ningbo, provinceCode: zhejiang, national: false }
const national = {
  institutionId: as<InstitutionId>('nation'),
  provinceCode: as<DivisionCode>('000000'),
  national: true,
}
const below = [ningbo, yinzhou]
const scope = (...held: Role[]) => staffScope(held, local, below)

describe('how far a member of staff reaches', () => {
  it('a clerk and a reviewer reach their own institution, not the stations below it', () => {
    expect(scope('clerk')).toEqual({ kind: 'institutions', ids: [ningbo] })
    expect(scope('reviewer')).toEqual({ kind: 'institutions', ids: [ningbo] })
  })

  it('a head and an auditor reach the institution and all below it', () => {
    expect(scope('head')).toEqual({ kind: 'institutions', ids: below })
    expect(scope('auditor')).toEqual({ kind: 'institutions', ids: below })
  })

  it('a province supervisor reaches the province, a national one the nation', () => {
    expect(scope('province-supervisor')).toEqual({ kind: 'province', code: zhejiang })
    expect(scope('national-supervisor')).toEqual({ kind: 'nation' })
  })

  it('an auditor and a head at the national institution reach the nation, a clerk there the institution alone', () => {
    const at = (role: Role) => staffScope([role], national, [national.institutionId])
    expect(at('auditor')).toEqual({ kind: 'nation' })
    expect(at('head')).toEqual({ kind: 'nation' })
    expect(at('clerk')).toEqual({ kind: 'institutions', ids: [national.institutionId] })
  })

  it('an administrator reaches no matter', () => {
    expect(scope('administrator')).toEqual({ kind: 'none' })
    expect(staffScope(['administrator'], national, [])).toEqual({ kind: 'none' })
  })

  it('of several roles the widest reach counts', () => {
    expect(scope('clerk', 'administrator')).toEqual({ kind: 'institutions', ids: [ningbo] })
    expect(scope('clerk', 'head')).toEqual({ kind: 'institutions', ids: below })
    expect(scope('head', 'province-supervisor')).toEqual({ kind: 'province', code: zhejiang })
    expect(scope(...roles)).toEqual({ kind: 'nation' })
  })

  it('nobody without a role reaches anything', () => expect(scope()).toEqual({ kind: 'none' }))
})

describe('who did it, as the record keeps it', () => {
  const staff: Actor = {
    kind: 'staff',
    id: as<StaffId>('s1'),
    name: '李敏',
    roles: ['clerk'],
    institutionId: ningbo,
    institutionName: '宁波市中心',
    provinceCode: zhejiang,
    scope: scope('clerk'),
  }

  it('a member of staff by id, name and institution', () => {
    expect(actorRef(staff)).toEqual({ kind: 'staff', id: 's1', name: '李敏', institutionId: ningbo })
  })

  it('an applicant without anything that tells who it is', () => {
    expect(actorRef({ kind: 'applicant', scope: { kind: 'none' } })).toEqual({ kind: 'applicant' })
    expect(actorRef({ kind: 'public', scope: { kind: 'none' } })).toEqual({ kind: 'applicant' })
  })

  it('only staff hold roles', () => {
    expect(hasRole(staff, ['clerk', 'head'])).toBe(true)
    expect(hasRole(staff, ['head'])).toBe(false)
    expect(hasRole({ kind: 'system', name: 'x', scope: { kind: 'system' } }, roles)).toBe(false)
  })
})
