import { getMigrations } from 'better-auth/db/migration'
import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../testing/database.ts'
import { createDb } from '../platform/db/pool.ts'
import { authOptions } from './auth.ts'
import { joinedDatabase } from './joined-database.ts'

describe('the tables of staff accounts', () => {
  const database = useTestDatabase()

  it('have every table and column that the installed better-auth expects', async () => {
    const options = authOptions(
      joinedDatabase(createDb(database.ownerPool)).handle,
      { publicUrl: 'http://127.0.0.1:8080', demo: true },
      's'.repeat(43),
    )
    const { toBeCreated, toBeAdded } = await getMigrations(options)
    expect(toBeCreated).toEqual([])
    expect(toBeAdded).toEqual([])
  })
})
