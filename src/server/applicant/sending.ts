import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { epochMs, type Instant, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'
import type { Ctx } from '../platform/context.ts'

/*
 * How often something may be sent to an address at a stranger's request. Two dangers pull in opposite directions: a phone flooded
 * with messages, and an owner who gets no code because somebody else has used up the number. So an address is counted together with
 * the network that asks; the sum over all networks counts only those from which the address was never proved. Decision 0021.
 */
export const sendingLimits = {
  /** One address from one network. */
  pair: { most: 5, windowMs: 3_600_000 },
  /** One network, whatever the addresses: an office or a hall of a service centre stays below it. */
  network: { most: 40, windowMs: 3_600_000 },
  /** One address, over all networks that have never proved it. */
  address: { most: 30, windowMs: 24 * 3_600_000 },
} as const

const since = (now: Instant, windowMs: number) => new Date(instantFromEpochMs(epochMs(now) - windowMs))

/** For as long as a proof keeps an address apart from what strangers use up. */
const proofDays = 180

/**
 * Counts one message to an address, or answers how long to wait. Commit it: what is counted is what is sent.
 * @returns seconds to wait, or null when it may be sent.
 */
export const takeSending = async (ctx: Ctx, addressHash: Buffer, networkHash: Buffer): Promise<number | null> => {
  const { tx, now } = ctx
  // A hundred requests at once are counted one after the other.
  await sql`select pg_advisory_xact_lock(${addressHash.readBigInt64BE(0)})`.execute(tx)
  const { pair, network, address } = sendingLimits
  const { rows } = await sql<{ pair: string; network: string; others: string; proved: boolean }>`
    select
      (select count(*) from address_sending where address_hash = ${addressHash} and network_hash = ${networkHash}
        and sent_at > ${since(now, pair.windowMs)}) as pair,
      (select count(*) from address_sending where network_hash = ${networkHash}
        and sent_at > ${since(now, network.windowMs)}) as network,
      (select count(*) from address_sending s where s.address_hash = ${addressHash}
        and s.sent_at > ${since(now, address.windowMs)} and not exists (
          select 1 from proved_network p where p.address_hash = s.address_hash and p.network_hash = s.network_hash
        )) as others,
      exists (select 1 from proved_network where address_hash = ${addressHash} and network_hash = ${networkHash}
        and proved_at > ${since(now, proofDays * 86_400_000)}) as proved`.execute(tx)
  const [counts] = rows
  if (!counts) throw new Error('a select without from answers one row')
  if (Number(counts.pair) >= pair.most || Number(counts.network) >= network.most) return pair.windowMs / 1000
  if (!counts.proved && Number(counts.others) >= address.most) return pair.windowMs / 1000
  await tx
    .insertInto('address_sending')
    .values({ id: randomUUID(), address_hash: addressHash, network_hash: networkHash, sent_at: now })
    .execute()
  return null
}

/** From now on this network is the owner's. */
export const rememberProof = async (ctx: Ctx, addressHash: Buffer, networkHash: Buffer): Promise<void> => {
  await ctx.tx
    .insertInto('proved_network')
    .values({ address_hash: addressHash, network_hash: networkHash, proved_at: ctx.now })
    .onConflict((conflict) => conflict.columns(['address_hash', 'network_hash']).doUpdateSet({ proved_at: ctx.now }))
    .execute()
}

/** Removes what no limit looks at any more. */
export const clearSendings = async (ctx: Ctx): Promise<void> => {
  const { tx, now } = ctx
  await tx.deleteFrom('address_sending').where('sent_at', '<', since(now, sendingLimits.address.windowMs)).execute()
  await tx
    .deleteFrom('proved_network')
    .where('proved_at', '<', since(now, proofDays * 86_400_000))
    .execute()
}
