import { beforeAll, expect, it } from 'vitest'
import { aMatter } from '../../../testing/a-matter.ts'
import { staffNamed } from '../../../testing/actors.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { matterQuery } from '../../contract/matter.ts'
import { inContext } from '../platform/context.ts'
import { countMatters, listMatters } from './queries.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })

/** As many as a word needs to count as frequent, copied from one matter and older than it by one second each. */
const frequent = 2500

beforeAll(async () => {
  const one = await aMatter(test).in('submitted')
  const columns = await database.ownerPool.query<{ column_name: string }>(
    `select column_name from information_schema.columns where table_name = 'matter'
     and column_name not in ('id', 'number', 'submission_id', 'submitted_at') order by ordinal_position`,
  )
  const names = columns.rows.map((row) => row.column_name).join(', ')
  await database.ownerPool.query(
    `begin;
     create temporary table copy as select gen_random_uuid() as id, n from generate_series(1, ${frequent}) n;
     insert into matter (id, number, submission_id, submitted_at, ${names})
       select copy.id, 'COPY-' || n, gen_random_uuid(), submitted_at - n * interval '1 second', ${names}
       from matter, copy where matter.id = '${one.id}';
     insert into matter_search (matter_id, holder_institution_id, province_code, grams)
       select copy.id, s.holder_institution_id, s.province_code, s.grams from matter_search s, copy where s.matter_id = '${one.id}';
     update matter set channel = 'letter' where number = 'COPY-${frequent}';
     commit`,
  )
})

const search = async (query: Record<string, string>) => {
  const staff = await staffNamed(test.platform, 'limin')
  return inContext(test.platform, staff, 'spec', async (ctx) => {
    const parsed = matterQuery.parse(query)
    return { ...(await listMatters(ctx, parsed)), ...(await countMatters(ctx, parsed)) }
  })
}

it('a frequent word fills its page with the newest', async () => {
  const { rows, count } = await search({ text: '晾衣架', limit: '3' })
  expect(rows.map((row) => row.number).slice(1)).toEqual(['COPY-1', 'COPY-2'])
  expect(count).toBe(frequent + 1)
})

it('a frequent word together with what is true of one old matter finds that matter', async () => {
  const { rows, count } = await search({ text: '晾衣架', channel: 'letter' })
  expect(rows.map((row) => row.number)).toEqual([`COPY-${frequent}`])
  expect(count).toBe(1)
})

it('a frequent word together with what is true of none finds nothing', async () => {
  expect(await search({ text: '晾衣架', channel: 'counter' })).toMatchObject({ rows: [], count: 0, capped: false })
})

it('a word that stands nowhere finds nothing', async () => {
  expect(await search({ text: '潜水艇' })).toMatchObject({ rows: [], count: 0 })
})

it('all pages of a frequent word together give every matter once, newest first', async () => {
  const seen: string[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page: Awaited<ReturnType<typeof search>> = await search({ text: '晾衣架', limit: '100', after })
    seen.push(...page.rows.map((row) => row.submittedAt))
    after = page.after
  }
  expect(seen).toHaveLength(frequent + 1)
  expect(seen).toEqual([...seen].sort().reverse())
})
