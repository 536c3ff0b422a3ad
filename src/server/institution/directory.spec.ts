import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../testing/database.ts'
import { as, type DivisionCode } from '../../domain/kernel/ids.ts'
import type { PlainDate } from '../../domain/kernel/plain-date.ts'
import { loadCodeLists } from '../platform/code-lists.ts'
import { createDb } from '../platform/db/pool.ts'
import { demoInstitutionId } from './demo-network.ts'
import { type DirectoryQuery, searchDirectory } from './directory.ts'
import { countByProvince, findInstitution, findShownInstitution, listParents, proposeFor } from './queries.ts'
import { seedInstitutions } from './seed.ts'

const codes = loadCodeLists(join(import.meta.dirname, '../../../rules/codes'))
const today = as<PlainDate>('2026-11-23')
const nothing: DirectoryQuery = { place: null, name: null, text: null, kind: null, after: null, limit: 20 }

describe('the directory of institutions', () => {
  const database = useTestDatabase()
  const db = () => createDb(database.pool)
  beforeAll(() => seedInstitutions(db(), codes, { demo: true }))

  const search = (query: Partial<DirectoryQuery>, on = today) =>
    searchDirectory(db(), codes, { ...nothing, ...query }, { on })
  const page = async (query: Partial<DirectoryQuery>) => {
    const result = await search(query)
    if (!result.ok) throw new Error(`no page: ${result.refusal.code}`)
    return result.value
  }
  const names = async (query: Partial<DirectoryQuery>) =>
    (await page(query)).rows.map(({ institution }) => institution.name)

  it('a district shows its own station first, then city, province and nation', async () => {
    expect(await names({ place: '330212' })).toEqual([
      '鄞州区知识产权维权援助工作站（示范）',
      '中国（宁波）知识产权保护中心',
      '宁波市知识产权维权援助中心（示范）',
      '浙江省知识产权保护中心',
      '浙江省知识产权志愿者联盟',
      '浙江省知识产权研究与服务中心',
      '浙江省知识产权维权援助中心（示范）',
      '国家海外知识产权纠纷应对指导中心',
      '国家知识产权局知识产权保护司',
      '全国知识产权维权援助中心（示范）',
    ])
  })

  it('a typed place gives the same as its code, and says what it was taken to mean', async () => {
    expect((await page({ place: '宁波鄞州' })).place?.fullName).toBe('浙江省宁波市鄞州区')
    expect(await names({ place: '宁波鄞州' })).toEqual(await names({ place: '330212' }))
  })

  it('a city shows its centres, what is above it, then the stations below it', async () => {
    const found = await names({ place: '宁波市', limit: 100 })
    expect(found.slice(0, 2)).toEqual(['中国（宁波）知识产权保护中心', '宁波市知识产权维权援助中心（示范）'])
    expect(found.indexOf('海曙区知识产权维权援助工作站（示范）')).toBeGreaterThan(
      found.indexOf('全国知识产权维权援助中心（示范）'),
    )
    expect(found).toHaveLength(10 - 1 + 10)
  })

  it('two characters of the name are enough, brackets do not matter', async () => {
    expect(await names({ name: '鄞州' })).toEqual(['鄞州区知识产权维权援助工作站（示范）'])
    expect(await names({ name: '中国宁波知识产权' })).toEqual(['中国（宁波）知识产权保护中心'])
  })

  it('words that may be a name or a place find both', async () => {
    expect(await names({ text: '宁波鄞州' })).toEqual(['鄞州区知识产权维权援助工作站（示范）'])
    expect(await names({ text: '东莞' })).toEqual(['东莞市知识产权维权援助中心（示范）'])
    expect((await names({ text: '制笔' })).length).toBe(1)
  })

  it('a trade that a source names finds its institution', async () => {
    expect(await names({ name: '制笔' })).toEqual(['中国杭州（制笔）知识产权快速维权援助中心'])
  })

  it('a kind and a place narrow together', async () => {
    expect(await names({ place: '广东省', kind: 'protection-centre' })).toEqual([
      '中国（深圳）知识产权保护中心',
      '珠海知识产权保护中心',
      '中山市知识产权保护中心',
    ])
  })

  it('paging shows every institution once, in the same order as one long list', async () => {
    const seen: string[] = []
    let after: string | null = null
    do {
      const part = await page({ place: '浙江省', limit: 17, after })
      seen.push(...part.rows.map(({ institution }) => institution.id))
      after = part.after
    } while (after !== null)
    const whole: string[] = []
    for (let next: string | null = null, first = true; first || next !== null; first = false) {
      const part = await page({ place: '浙江省', limit: 100, after: next })
      whole.push(...part.rows.map(({ institution }) => institution.id))
      next = part.after
    }
    expect(seen).toEqual(whole)
    expect(new Set(seen).size).toBe(seen.length)
    // One of the province, 11 cities, 90 counties, the nation's, and the real ones of both.
    expect(seen.length).toBe(1 + 11 + 90 + 1 + 3 + 1 + 1 + 2)
  })

  it('what only a weak source names is hidden from the public and shown to staff', async () => {
    expect(await names({ name: '温州市知识产权保护中心' })).toEqual([])
    const staff = await searchDirectory(
      db(),
      codes,
      { ...nothing, name: '温州市知识产权保护中心' },
      { on: today, includeUnconfirmed: true },
    )
    expect(staff.ok && staff.value.rows.map(({ institution }) => institution.status)).toEqual(['unconfirmed'])
  })

  it('a fair’s station that is closed is shown to nobody', async () => {
    const staff = await searchDirectory(
      db(),
      codes,
      { ...nothing, name: '广交会' },
      { on: today, includeUnconfirmed: true },
    )
    expect(staff.ok && staff.value.rows).toEqual([])
  })

  it('an institution is shown from its first day to its last', async () => {
    const id = demoInstitutionId('330211')
    await db().updateTable('institution').set({ valid_to: '2026-12-31' }).where('id', '=', id).execute()
    const shownOn = async (on: string) => (await findShownInstitution(db(), id, { on: as<PlainDate>(on) })) !== null
    expect([await shownOn('2023-06-29'), await shownOn('2023-06-30')]).toEqual([false, true])
    expect([await shownOn('2026-12-31'), await shownOn('2027-01-01')]).toEqual([true, false])
    expect((await findInstitution(db(), id))?.validTo).toBe('2026-12-31')
  })

  it.each<[string, Partial<DirectoryQuery>, object]>([
    ['an unknown place', { place: '亚特兰蒂斯' }, { code: 'place-unknown', given: '亚特兰蒂斯' }],
    ['an unknown code of a place', { place: '999999' }, { code: 'place-unknown', given: '999999' }],
    ['an unknown kind', { kind: 'temple' }, { code: 'kind-unknown', given: 'temple' }],
    ['a name of signs alone', { name: '！？' }, { code: 'name-empty', given: '！？' }],
    ['a page mark that we did not give out', { after: 'bm9uc2Vuc2U' }, { code: 'after-malformed' }],
    [
      'a page mark with a broken id',
      { after: Buffer.from('[0,"000000",true,"","x"]').toString('base64url') },
      { code: 'after-malformed' },
    ],
  ])('%s is refused, not left out', async (_what, query, refusal) => {
    expect(await search(query)).toEqual({ ok: false, refusal })
  })

  it('a place that may mean several is answered with all of them', async () => {
    const result = await search({ place: '鼓楼区' })
    expect(result.ok).toBe(false)
    if (result.ok || result.refusal.code !== 'place-ambiguous') throw new Error('expected place-ambiguous')
    expect(result.refusal.meant.map(({ fullName }) => fullName)).toContain('福建省福州市鼓楼区')
  })

  it('the province counts cover the 34 provinces and agree with the directory', async () => {
    const counts = await countByProvince(db(), { on: today })
    expect(counts).toHaveLength(34)
    expect(counts.find(({ name }) => name === '香港特别行政区')?.count).toBe(1)
    // 103 places of the demonstration, three real ones of the province, one of Ningbo, one of Tonglu.
    expect(counts.find(({ name }) => name === '浙江省')?.count).toBe(102 + 3 + 1 + 1)
  })

  it('the institutions above a station are its city, its province and the nation', async () => {
    expect((await listParents(db(), demoInstitutionId('330212'))).map(({ name }) => name)).toEqual([
      '宁波市知识产权维权援助中心（示范）',
      '浙江省知识产权维权援助中心（示范）',
      '全国知识产权维权援助中心（示范）',
    ])
  })
})

describe('the proposal from the tables', () => {
  const database = useTestDatabase()
  const db = () => createDb(database.pool)
  beforeAll(() => seedInstitutions(db(), codes, { demo: true }))
  const propose = async (code: string | null, services: readonly string[]) => {
    const places = code === null ? [] : [{ code: as<DivisionCode>(code), as: 'occurred' as const }]
    const result = await proposeFor(db(), codes, { places, rightTypes: ['trademark'], services }, today)
    return result.ok ? [result.value.institution.name, ...result.value.why] : result.refusal
  }

  it('advice in a district goes to its station, with the reasons', async () => {
    expect(await propose('330212', ['CONSULT'])).toEqual([
      '鄞州区知识产权维权援助工作站（示范）',
      '您填写的发生地在浙江省宁波市鄞州区，该机构服务这一区域。',
      '该机构办理商标方面的咨询指导。',
    ])
  })

  it('an opinion climbs to the city and says why', async () => {
    expect(await propose('330212', ['INFRINGEMENT_OPINION'])).toEqual([
      '宁波市知识产权维权援助中心（示范）',
      '您填写的发生地在浙江省宁波市鄞州区，该机构的服务区域是浙江省宁波市，包括您的发生地。',
      '鄞州区知识产权维权援助工作站（示范）不办理侵权判定参考意见，所以交给上一级。',
      '该机构办理商标方面的侵权判定参考意见。',
    ])
  })

  it('a matter abroad goes to the nation', async () => {
    expect(await propose(null, ['CONSULT'])).toContain('全国知识产权维权援助中心（示范）')
  })

  it('a station that an officer has suspended is passed over', async () => {
    await db()
      .updateTable('institution')
      .set({ status: 'suspended' })
      .where('id', '=', demoInstitutionId('330206'))
      .execute()
    expect(await propose('330206', ['CONSULT'])).toEqual([
      '宁波市知识产权维权援助中心（示范）',
      '您填写的发生地在浙江省宁波市北仑区，该机构的服务区域是浙江省宁波市，包括您的发生地。',
      '当地没有已接入平台、可以受理的县级机构，所以交给上一级。',
      '该机构办理商标方面的咨询指导。',
    ])
  })

  it('an area that an officer gave a second station is served by it too', async () => {
    await db()
      .insertInto('institution_area')
      .values({ institution_id: demoInstitutionId('330203'), division_code: '330205' })
      .execute()
    await db()
      .updateTable('institution')
      .set({ status: 'suspended' })
      .where('id', '=', demoInstitutionId('330205'))
      .execute()
    expect(await propose('330205', ['CONSULT'])).toContain('海曙区知识产权维权援助工作站（示范）')
  })
})
