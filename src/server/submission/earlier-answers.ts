import { sql } from 'kysely'
import type { ApplicantValues, RightValues } from '../../contract/portal/apply.ts'
import { maskName } from '../../domain/identifier/mask.ts'
import { chinaDate, type Instant } from '../../domain/kernel/plain-date.ts'
import type { Need } from '../../domain/matter/matter.ts'
import { listOwnMatters, type OwnMatter } from '../applicant/account.ts'
import type { Address } from '../applicant/address.ts'
import { openParty } from '../matter/party.ts'
import { listEvents } from '../matter/store.ts'
import type { Ctx } from '../platform/context.ts'

/** What the same applicant answered in one earlier matter. */
interface Earlier {
  readonly matter: OwnMatter
  readonly partyId: string
  readonly identityKind: string
  /** In the clear; shown only masked, copied only when chosen and named. */
  readonly name: string
  readonly values: ApplicantValues
  readonly masks: readonly string[]
  readonly need: Need
}

/** The newest matters say best how things are today. */
const mostMatters = 10

/**
 * Earlier answers of whoever proved these addresses, from the newest matter on. Each matter is read under its own scope.
 * @param addresses proved by a code just now or by the session of the account.
 */
export const listEarlier = async (ctx: Ctx, addresses: readonly Address[]): Promise<readonly Earlier[]> => {
  const { tx, platform } = ctx
  const found: Earlier[] = []
  for (const matter of await listOwnMatters(ctx, addresses, mostMatters)) {
    await sql`select set_config('weiquan.matter', ${matter.id}, true)`.execute(tx)
    const row = await tx
      .selectFrom('party')
      .selectAll()
      .where('matter_id', '=', matter.id)
      .where('role', '=', 'applicant')
      .executeTakeFirst()
    const first = (await listEvents(tx, matter.id))[0]?.event
    if (!row || first?.type !== 'MatterSubmitted') continue
    const { name, identifier, phone, mail, address } = openParty(platform.crypto, row)
    found.push({
      matter,
      partyId: row.id,
      identityKind: row.identity_kind ?? '',
      name,
      values: {
        name,
        identifier: identifier ?? '',
        phone: phone ?? '',
        mail: mail ?? '',
        address: address ?? '',
        sme: first.need.sme ? 'yes' : '',
      },
      masks: [row.identifier_mask, row.phone_mask, row.mail_mask].filter((mask) => mask !== null),
      need: first.need,
    })
  }
  await sql`select set_config('weiquan.matter', '', true)`.execute(tx)
  return found
}

const fromOf = ({ number, submittedAt }: OwnMatter): string => `${number}（${chinaDate(submittedAt as Instant)}）`

/** People of this kind, each different set of answers once. */
export const peopleIn = (earlier: readonly Earlier[], identityKind: string) => {
  const byContent = new Map<string, Earlier>()
  for (const one of earlier) {
    const content = JSON.stringify(one.values)
    if (one.identityKind === identityKind && !byContent.has(content)) byContent.set(content, one)
  }
  return [...byContent.values()].map((one) => ({
    id: one.partyId,
    name: one.identityKind === 'natural-person' ? maskName(one.name) : one.name,
    lines: one.masks,
    from: fromOf(one.matter),
    earlier: one,
  }))
}

/** Rights, each once. @param label words of a type of right. */
export const rightsIn = (earlier: readonly Earlier[], label: (type: string) => string) => {
  const byContent = new Map<
    string,
    { id: string; words: string; from: string; values: RightValues; earlier: Earlier }
  >()
  for (const one of earlier) {
    for (const [index, { type, number, name }] of one.need.rights.entries()) {
      const values = { type, number: number ?? '', name: name ?? '' }
      const content = JSON.stringify(values)
      if (byContent.has(content) || (values.number === '' && values.name === '')) continue
      const words = [label(type), values.number, values.name].filter(Boolean).join(' · ')
      byContent.set(content, { id: `${one.matter.id}.${index}`, words, from: fromOf(one.matter), values, earlier: one })
    }
  }
  return [...byContent.values()]
}

/** The same name, however it was typed. */
export const sameName = (a: string, b: string): boolean => {
  const plain = (name: string) => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
  return plain(a) === plain(b)
}
