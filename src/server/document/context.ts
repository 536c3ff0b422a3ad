import type { DocumentContext, InstitutionFacts, PartyFacts } from '../../domain/document/context.ts'
import { chinaDate } from '../../domain/kernel/plain-date.ts'
import type { Matter } from '../../domain/matter/matter.ts'
import { findInstitution } from '../institution/queries.ts'
import { openParty } from '../matter/party.ts'
import { settingFor } from '../matter/setting.ts'
import type { Ctx } from '../platform/context.ts'

/** Which of a matter's notices and written results a document is about, and what only its event says. */
export interface About {
  /** Of the notice or deliverable that it puts on paper; null when it is about the matter. */
  readonly id: string | null
  readonly acceptedWords: string | null
}

export const aboutTheMatter: About = { id: null, acceptedWords: null }

/** The parties in the clear: a document is written to them. Who reads or issues it leaves an audit row. */
const listParties = async (ctx: Ctx, matterId: string): Promise<readonly PartyFacts[]> => {
  const rows = await ctx.tx
    .selectFrom('party')
    .selectAll()
    .where('matter_id', '=', matterId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({ ...openParty(ctx.platform.crypto, row), role: row.role }))
}

const factsOf = async (ctx: Ctx, institutionId: string): Promise<InstitutionFacts> => {
  const found = await findInstitution(ctx.tx, institutionId)
  if (!found) throw new Error(`institution ${institutionId} is not there`)
  const { name, phone, address, hours } = found
  return { name, phone, address, hours }
}

/** All that a form may ask for besides the matter, read under the actor's scope. */
export const documentContext = async (ctx: Ctx, matter: Matter, about: About): Promise<DocumentContext> => {
  const { codes, config, rules } = ctx.platform
  const today = chinaDate(ctx.now)
  const places = [matter.need.occurredIn, matter.need.locatedIn].filter((code) => code !== null)
  const advisedId = matter.notInArea?.advisedInstitutionId ?? null
  const [parties, institution, advised, divisions, setting] = await Promise.all([
    listParties(ctx, matter.id),
    factsOf(ctx, matter.holderId),
    advisedId === null ? null : factsOf(ctx, advisedId),
    places.length === 0
      ? []
      : ctx.tx.selectFrom('division').select(['code', 'full_name']).where('code', 'in', places).execute(),
    settingFor(ctx, matter.holderId),
  ])
  const { actor } = ctx
  return {
    today,
    institution,
    parties,
    label: (list, code) => codes.label(list, code),
    choices: (list) =>
      codes
        .list(list, today)
        .filter((entry) => !('offered' in entry) || entry.offered)
        .map((entry) => entry.code),
    placeName: (code) => divisions.find((row) => row.code === code)?.full_name ?? code,
    limit: (ruleId) => {
      const rule = rules.deadlines.find((one) => one.id === ruleId)
      if (!rule) return null
      const { limit, unit } = setting.clockwork.set(ruleId, ctx.now, matter.holderId)
      return { name: rule.name, limit, unit }
    },
    advised,
    // The competent department is the holder's superior administration; no source names it institution by institution.
    appealTo: null,
    acceptedWords: about.acceptedWords,
    officer: actor.kind === 'staff' ? { name: actor.name, phone: null } : null,
    portalUrl: `${config.publicUrl}/track`,
    // Shown once on the receipt page; a document lies about for longer than a code should.
    queryCode: null,
    noticeId: about.id,
    deliverableId: about.id,
  }
}
