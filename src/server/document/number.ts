import { sql } from 'kysely'
import { chinaDate } from '../../domain/kernel/plain-date.ts'
import type { Ctx } from '../platform/context.ts'

/** A number as it is looked up: people leave out brackets and spaces, and type them in every width. */
export const numberKey = (number: string): string =>
  number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z\p{Script=Han}]/gu, '')

/**
 * The word before the year (机关代字), kept from the first document on: 知援 and the division's code, with a letter for the second
 * institution of a division. An institution that has a word of its own is given its row before it issues anything.
 */
const markOf = async (ctx: Ctx, institutionId: string): Promise<string> => {
  const find = () =>
    ctx.tx.selectFrom('document_mark').select('mark').where('institution_id', '=', institutionId).executeTakeFirst()
  const kept = await find()
  if (kept) return kept.mark
  const { division_code } = await ctx.tx
    .selectFrom('institution')
    .select('division_code')
    .where('id', '=', institutionId)
    .executeTakeFirstOrThrow()
  const stem = `知援${division_code ?? '000000'}`
  for (const suffix of ['', ...'ABCDEFGHJKLMNPQRSTUVWXYZ']) {
    // Two institutions of one division at the same moment: the second waits, sees the word taken and goes on to the next.
    const { rows } = await sql<{ mark: string }>`
      insert into document_mark (institution_id, mark) values (${institutionId}, ${stem + suffix})
      on conflict do nothing returning mark`.execute(ctx.tx)
    if (rows[0]) return rows[0].mark
    // Or it was given to this very institution by another transaction.
    const meanwhile = await find()
    if (meanwhile) return meanwhile.mark
  }
  throw new Error(`institution ${institutionId}: all words beginning with ${stem} are taken`)
}

export interface DrawnNumber {
  readonly number: string
  readonly year: number
  readonly sequence: number
}

/**
 * The institution's next number of this year (Chinese time), e.g. 知援330200补〔2026〕3号. Its row stays locked until the transaction
 * ends: no gaps, no twins. Draw it last, so that others wait as short as can be.
 * @param word that of the form, e.g. 补.
 */
export const drawNumber = async (ctx: Ctx, institutionId: string, word: string): Promise<DrawnNumber> => {
  const mark = await markOf(ctx, institutionId)
  const year = Number(chinaDate(ctx.now).slice(0, 4))
  const { rows } = await sql<{ last: number }>`
    insert into document_counter (institution_id, year, last) values (${institutionId}, ${year}, 1)
    on conflict (institution_id, year) do update set last = document_counter.last + 1 returning last`.execute(ctx.tx)
  const sequence = rows[0]?.last
  if (sequence === undefined) throw new Error(`institution ${institutionId}: no number drawn`)
  return { number: `${mark}${word}〔${year}〕${sequence}号`, year, sequence }
}
