import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../testing/database.ts'
import { loadCodeLists } from '../platform/code-lists.ts'
import { createDb } from '../platform/db/pool.ts'
import { demoInstitutionId } from './demo-network.ts'
import { seedInstitutions } from './seed.ts'

const codes = loadCodeLists(join(import.meta.dirname, '../../../rules/codes'))

describe('seeding the divisions and institutions', () => {
  const database = useTestDatabase()
  const db = () => createDb(database.pool)
  const count = async (what: string) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(what)}`.execute(db())
    return rows[0]?.n
  }
  const station = demoInstitutionId('330212')

  beforeAll(async () => {
    // Specs may start from seeded tables; here they must be empty.
    await database.ownerPool.query('truncate division, institution, institution_area cascade')
  })

  it('without the demonstration network only what public sources name is there', async () => {
    expect(await seedInstitutions(db(), codes, { demo: false })).toEqual({ divisions: 3343, institutions: 59 })
    expect(await count('institution where demo')).toBe(0)
  })

  it('the demonstration network is added beside it, as the app’s own role', async () => {
    expect(await seedInstitutions(db(), codes, { demo: true })).toEqual({ divisions: 0, institutions: 3343 })
    expect(await count('institution where demo and accepts_online')).toBe(3343)
    expect(await count('institution_area')).toBe(3343 + 59)
  })

  it('seeding again changes nothing: edits stay, an area that was taken away stays away', async () => {
    await db()
      .updateTable('institution')
      .set({ hours: '周一至周六 8:30–18:00', status: 'suspended' })
      .where('id', '=', station)
      .execute()
    await db().deleteFrom('institution_area').where('institution_id', '=', station).execute()
    expect(await seedInstitutions(db(), codes, { demo: true })).toEqual({ divisions: 0, institutions: 0 })
    const held = await db().selectFrom('institution').selectAll().where('id', '=', station).executeTakeFirstOrThrow()
    expect([held.hours, held.status]).toEqual(['周一至周六 8:30–18:00', 'suspended'])
    expect(await count(`institution_area where institution_id = '${station}'`)).toBe(0)
  })

  it('a row keeps what the network says of it', async () => {
    const held = await db()
      .selectFrom('institution')
      .selectAll()
      .where('id', '=', demoInstitutionId('330200'))
      .executeTakeFirstOrThrow()
    expect(held).toMatchObject({
      name: '宁波市知识产权维权援助中心（示范）',
      level: 'city',
      parent_id: demoInstitutionId('330000'),
      division_code: '330200',
      province_code: '330000',
      services: ['CONSULT', 'REPORT_TRANSFER', 'TRAINING', 'INFRINGEMENT_OPINION', 'MEDIATION', 'ON_SITE'],
      valid_from: '2023-06-30',
      valid_to: null,
      search_text: '宁波市知识产权维权援助中心示范',
    })
  })

  it('what was cut off is finished by the next seeding', async () => {
    await database.ownerPool.query(`delete from institution_area where institution_id = $1`, [
      demoInstitutionId('659001'),
    ])
    await database.ownerPool.query(`delete from institution where id = $1`, [demoInstitutionId('659001')])
    expect(await seedInstitutions(db(), codes, { demo: true })).toEqual({ divisions: 0, institutions: 1 })
    expect(await count(`institution_area where institution_id = '${demoInstitutionId('659001')}'`)).toBe(1)
  })
})
