import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { at } from '../../../testing/rules.ts'
import { checkIdentifier } from '../../domain/identifier/identifier.ts'
import { statuses } from '../../domain/matter/matter.ts'
import { inContext } from '../platform/context.ts'
import { commitment } from '../record/chain.ts'
import { verify } from '../record/verify.ts'
import { generate } from './generate.ts'
import { seedMatters } from './seed-matters.ts'
import { readWorld } from './world.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-11-23T10:00' })
const system = { kind: 'system', name: 'spec', scope: { kind: 'system' } } as const
const world = () => inContext(test.platform, system, 'spec', (ctx) => readWorld(ctx, at('2026-11-23T10:00')))

describe('seeding invented matters', () => {
  it('gives the same matters to everybody on the same day', async () => {
    const [one, other] = [await world(), await world()]
    for (const index of [0, 1, 2, 77, 4321]) {
      expect(generate(one, index, commitment)).toEqual(generate(other, index, commitment))
    }
  })

  it('shows every state that a matter can be in', async () => {
    const here = await world()
    const seen = new Set(Array.from({ length: 3000 }, (_, index) => generate(here, index, commitment).matter.status))
    expect([...seen].sort()).toEqual([...statuses].sort())
  })

  it('gives everybody numbers with right check digits, and no two matters one tracking number', async () => {
    const here = await world()
    const generated = Array.from({ length: 500 }, (_, index) => generate(here, index, commitment))
    const wrong = generated.flatMap(({ parties, matter }) => {
      const [{ content } = { content: null }] = parties
      const type = content?.identifierType === 'resident-id' ? 'resident-id' : 'uscc'
      const [right] = matter.need.rights
      const patent = right?.type.startsWith('patent') && !checkIdentifier('patent', right.number ?? '').valid
      const known =
        checkIdentifier(type, content?.identifier ?? '').valid && checkIdentifier('phone', content?.phone ?? '').valid
      return known && !patent ? [] : [matter.number]
    })
    expect(wrong).toEqual([])
    expect(new Set(generated.map(({ matter }) => matter.number)).size).toBe(500)
  })

  it('leaves a record that holds, and a second helping goes behind the first', async () => {
    const first = await seedMatters(test.platform, database.ownerUrl, 700)
    expect(first).toMatchObject({ matters: 700 })
    await seedMatters(test.platform, database.ownerUrl, 300)
    const { rows } = await database.ownerPool.query('select count(*)::int as count from matter_event')
    expect(await verify(test.platform)).toEqual({ matters: 1000, events: rows[0].count, ok: true, firstBroken: null })
  })
})
