import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { MatterPage, MatterQuery, MatterRow } from '../../contract/matter.ts'
import type { Instant } from '../../domain/kernel/plain-date.ts'
import { grams } from '../../domain/matter/grams.ts'
import type { Ctx } from '../platform/context.ts'
import { scopePredicate } from '../platform/scope.ts'
import { remainingView } from './remaining-view.ts'

/** Counts stop here: nobody reads on, and counting a million rows costs what the list saves. */
export const countCap = 10_000

/**
 * How a search stays even over frequent, rare and absent words. First the newest `walked` rows of the scope are looked through: a
 * frequent word fills its page there. Only when it does not, the word index is asked for at most `hitCap` hits, which are then
 * sorted. Letting the planner choose costs 2.5 s for an absent word on a million rows, because it walks the whole date index.
 */
const walked = 400
/** Past so many hits the word is not rare, and the newest of the hits are what the walk over the dates finds. */
const hitCap = 2_000

interface Found {
  id: string
  number: string
  kind: string
  channel: string
  status: string
  title: string
  applicant_label: string
  sme: boolean
  urgency: string
  right_types: string[]
  services: string[]
  holder_id: string
  holder_name: string
  handler_id: string | null
  submitted_at: Date
  waiting_for: 'institution' | 'applicant' | 'nobody'
  due_at: Date | null
  due_on: string | null
  due_rule: string | null
  due_provisional: boolean
  result_code: string | null
  stars: number | null
  unread_messages: number
}

const columns = sql`m.id, m.number, m.kind, m.channel, m.status, m.title, m.applicant_label, m.sme, m.urgency, m.right_types,
  m.services, m.holder_institution_id as holder_id, i.name as holder_name, m.handler_id, m.submitted_at, m.waiting_for, m.due_at,
  m.due_on, m.due_rule, m.due_provisional, m.result_code, m.stars,
  (select count(*)::int from message g where g.matter_id = m.id and g.sender = 'applicant'
    and not exists (select 1 from message_read r where r.message_id = g.id)) as unread_messages`

const staffId = (ctx: Ctx): string => (ctx.actor.kind === 'staff' ? ctx.actor.id : '')

/** What is asked for, as predicates over `m`; the scope is always the first. */
const filters = (ctx: Ctx, query: MatterQuery): readonly RawBuilder<SqlBool>[] => [
  scopePredicate(ctx.actor.scope),
  ...(query.view === 'inbox' ? [sql<SqlBool>`m.open`] : []),
  ...(query.status ? [sql<SqlBool>`m.status = ${query.status}`] : []),
  ...(query.kind ? [sql<SqlBool>`m.kind = ${query.kind}`] : []),
  ...(query.rightType ? [sql<SqlBool>`${query.rightType} = any(m.right_types)`] : []),
  ...(query.channel ? [sql<SqlBool>`m.channel = ${query.channel}`] : []),
  ...(query.urgentOnly ? [sql<SqlBool>`m.urgency <> 'none'`] : []),
  ...(query.mineOnly ? [sql<SqlBool>`m.handler_id = ${staffId(ctx)}`] : []),
  ...(query.waitingFor ? [sql<SqlBool>`m.waiting_for = ${query.waitingFor}`] : []),
  ...(query.institutionId ? [sql<SqlBool>`m.holder_institution_id = ${query.institutionId}`] : []),
]

const and = (parts: readonly RawBuilder<SqlBool>[]) => sql.join(parts, sql` and `)

interface Order {
  /** Restricts to rows behind the given place; null on the first page. */
  readonly behind: (after: Place) => RawBuilder<SqlBool>
  readonly by: RawBuilder<unknown>
  readonly placeOf: (row: Found) => Place
}

/** Where a page ended: the sort value (ISO instant, or null for rows without a due time) and the id. */
interface Place {
  readonly at: string | null
  readonly id: string
}

const orders: Record<MatterQuery['view'], Order> = {
  all: {
    behind: ({ at, id }) => sql<SqlBool>`(m.submitted_at, m.id) < (${at}::timestamptz, ${id}::uuid)`,
    by: sql`m.submitted_at desc, m.id desc`,
    placeOf: (row) => ({ at: row.submitted_at.toISOString(), id: row.id }),
  },
  inbox: {
    // Rows without a due time come last, so behind a dated row stand later dates and all undated ones.
    behind: ({ at, id }) =>
      at === null
        ? sql<SqlBool>`m.due_at is null and m.id > ${id}::uuid`
        : sql<SqlBool>`((m.due_at, m.id) > (${at}::timestamptz, ${id}::uuid) or m.due_at is null)`,
    by: sql`m.due_at, m.id`,
    placeOf: (row) => ({ at: row.due_at?.toISOString() ?? null, id: row.id }),
  },
}

const encodePlace = ({ at, id }: Place): string => Buffer.from(JSON.stringify([at, id])).toString('base64url')

/** Null for a text that is no place; the route answers that as invalid. */
export const decodePlace = (text: string): Place | null => {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (!Array.isArray(parsed) || parsed.length !== 2) return null
    const [at, id] = parsed
    const atGood = at === null || (typeof at === 'string' && !Number.isNaN(Date.parse(at)))
    const idGood = typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)
    return atGood && idGood ? { at, id } : null
  } catch {
    return null
  }
}

const toRow = (ctx: Ctx, row: Found): MatterRow => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  channel: row.channel,
  status: row.status as MatterRow['status'], // written from the domain's closed list
  title: row.title,
  applicantLabel: row.applicant_label,
  sme: row.sme,
  urgency: row.urgency,
  rightTypes: row.right_types,
  services: row.services,
  holder: { id: row.holder_id, name: row.holder_name },
  handlerId: row.handler_id,
  submittedAt: row.submitted_at.toISOString(),
  waitingFor: row.waiting_for,
  dueAt: row.due_at?.toISOString() ?? null,
  dueOn: row.due_on,
  dueRule: row.due_rule,
  dueProvisional: row.due_provisional,
  remaining: remainingOf(ctx, row),
  resultCode: row.result_code,
  stars: row.stars,
  unreadMessages: row.unread_messages,
})

const remainingOf = (ctx: Ctx, row: Found): MatterRow['remaining'] => {
  if (!row.due_at || !row.due_rule) return null
  const { deadlines, calendar } = ctx.platform.rules
  // The unit of the rule is enough to say how long is left; an institution's own unit shows on the matter's page.
  const unit = deadlines.find((rule) => rule.id === row.due_rule)?.unit ?? 'natural-day'
  return remainingView(unit, row.due_at.toISOString() as Instant, calendar, ctx.now)
}

const searched = (text: string) => {
  const wanted = grams([text])
  return wanted.length === 0 ? null : wanted
}

/**
 * Whether a row already in hand matches. A scalar subquery on purpose: as a join or `exists` the planner prefers to read the whole of
 * `matter_search` once to looking up the few rows in hand.
 */
const matching = (wanted: readonly string[]) =>
  sql<SqlBool>`(select s.grams @> ${wanted}::text[] from matter_search s where s.matter_id = m.id)`

/** Ids of matching matters within the scope, from the word index; see migration 0007 for why it is a function. */
const hitsOf = (wanted: readonly string[], most: number | null) =>
  sql`select hit as matter_id from matter_hits(${wanted}::text[], ${most}::integer) as hit`

const countHits = async (ctx: Ctx, hits: RawBuilder<unknown>): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (${hits}) hits`.execute(ctx.tx)
  return rows[0]?.count ?? 0
}

/** One page of those that match; see `walked` for the order of attempts. */
const searchPage = async (
  ctx: Ctx,
  query: MatterQuery,
  wanted: readonly string[],
  parts: readonly RawBuilder<SqlBool>[],
): Promise<readonly Found[]> => {
  const order = orders[query.view]
  const limit = query.limit + 1
  const near = await sql<Found>`
    with near as materialized (select m.* from matter m where ${and(parts)} order by ${order.by} limit ${walked})
    select ${columns} from near m join institution i on i.id = m.holder_institution_id
    where ${matching(wanted)} order by ${order.by} limit ${limit}`.execute(ctx.tx)
  if (near.rows.length === limit) return near.rows
  const hits = hitsOf(wanted, hitCap + 1)
  const found = await sql<Found & { hit_count: number }>`
    with hits as materialized (${hits})
    select ${columns}, (select count(*)::int from hits) as hit_count from hits
    join matter m on m.id = hits.matter_id join institution i on i.id = m.holder_institution_id
    where ${and(parts)} order by ${order.by} limit ${limit}`.execute(ctx.tx)
  // Without a row the number of hits is not told either: other filters may have left none of the first hits.
  const hitCount = found.rows[0]?.hit_count ?? (await countHits(ctx, hits))
  if (hitCount <= hitCap) return found.rows
  const all = await sql<Found>`
    select ${columns} from matter m join institution i on i.id = m.holder_institution_id
    where ${and(parts)} and ${matching(wanted)} order by ${order.by} limit ${limit}`.execute(ctx.tx)
  return all.rows
}

/** One page of the matters within the actor's scope. Keyset paging: page 1,000 costs what page 1 costs. */
export const listMatters = async (ctx: Ctx, query: MatterQuery): Promise<MatterPage> => {
  const order = orders[query.view]
  const place = query.after ? decodePlace(query.after) : null
  const parts = [...filters(ctx, query), ...(place ? [order.behind(place)] : [])]
  const wanted = query.text ? searched(query.text) : null
  // A text without two neighbouring characters names nothing that could be looked up.
  if (query.text && !wanted) return { rows: [], after: null }
  const rows = wanted
    ? await searchPage(ctx, query, wanted, parts)
    : (
        await sql<Found>`
          select ${columns} from matter m join institution i on i.id = m.holder_institution_id
          where ${and(parts)} order by ${order.by} limit ${query.limit + 1}`.execute(ctx.tx)
      ).rows
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    rows: page.map((row) => toRow(ctx, row)),
    after: rows.length > query.limit && last ? encodePlace(order.placeOf(last)) : null,
  }
}

export const countMatters = async (ctx: Ctx, query: MatterQuery): Promise<{ count: number; capped: boolean }> => {
  const wanted = query.text ? searched(query.text) : null
  if (query.text && !wanted) return { count: 0, capped: false }
  const from = wanted ? sql`(${hitsOf(wanted, null)}) hits join matter m on m.id = hits.matter_id` : sql`matter m`
  const { rows } = await sql<{ count: string }>`
    select count(*) from (
      select 1 from ${from} where ${and(filters(ctx, query))} limit ${countCap + 1}
    ) found`.execute(ctx.tx)
  const count = Number(rows[0]?.count ?? 0)
  return { count: Math.min(count, countCap), capped: count > countCap }
}

/** The figures beside the menu; each stops at the cap. */
export const summarise = async (ctx: Ctx) => {
  const scope = scopePredicate(ctx.actor.scope)
  const counted = (part: RawBuilder<SqlBool>) =>
    sql`(select count(*)::int from (select 1 from matter m where ${scope} and m.open and ${part} limit ${countCap}) one)`
  const { rows } = await sql<{ inbox: number; overdue: number; mine: number; unassigned: number }>`select
    ${counted(sql`m.waiting_for = 'institution'`)} as inbox,
    ${counted(sql`m.due_at < ${ctx.now}::timestamptz`)} as overdue,
    ${counted(sql`m.handler_id = ${staffId(ctx)}`)} as mine,
    ${counted(sql`m.status = 'accepted'`)} as unassigned`.execute(ctx.tx)
  return rows[0] ?? { inbox: 0, overdue: 0, mine: 0, unassigned: 0 }
}
