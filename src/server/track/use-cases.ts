import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../../domain/actor/actor.ts'
import { checkIdentifier } from '../../domain/identifier/identifier.ts'
import { as, type MatterId, type MatterNumber } from '../../domain/kernel/ids.ts'
import { fieldNames } from '../matter/party.ts'
import { audit } from '../platform/audit.ts'
import { inContext } from '../platform/context.ts'
import { sameBytes } from '../platform/crypto.ts'
import type { Platform } from '../platform/platform.ts'
import { queryCodeHash } from '../submission/query-code.ts'

interface Candidate {
  readonly id: string
  readonly code: Buffer
  readonly phones: readonly Buffer[]
  readonly institution_id: string
  readonly province_code: string
}

// Compared with when no matter has the number, so that the work is the same.
const nobody = { code: randomBytes(32), phones: [randomBytes(32), randomBytes(32)] }

const mostPhones = 2

/**
 * Opens a matter by its tracking number and a second proof: the phone of the applicant or the agent, or the query code.
 * An unknown number and a wrong proof do the same work and are the same answer, null. A look that succeeds is audited.
 * @param number read and checked; @param proof as typed.
 */
export const openMatter = (
  platform: Platform,
  number: MatterNumber,
  proof: string,
  requestId: string,
): Promise<MatterId | null> => {
  const { crypto } = platform
  const asker: Actor = { kind: 'public', scope: { kind: 'number', number } }
  return inContext(platform, asker, requestId, async (ctx) => {
    const { rows } = await sql<Candidate>`
      select m.id, m.query_code_hash as code, m.holder_institution_id as institution_id, m.province_code,
        array(select p.phone_index from party p
          where p.matter_id = m.id and p.role in ('applicant', 'agent') and p.phone_index is not null
          order by p.position limit ${mostPhones}) as phones
      from matter m where m.number = ${number}`.execute(ctx.tx)
    const found = rows[0]
    const { code, phones } = found ?? nobody
    const asked = crypto.blindIndexes(fieldNames.phone, checkIdentifier('phone', proof).normalised ?? '')
    const isCode = sameBytes(code, queryCodeHash(crypto, proof))
    const matches = Array.from({ length: mostPhones }, (_, index) => {
      const known = phones[index] ?? nobody.phones[index] ?? nobody.code
      return asked.map((phone) => sameBytes(known, phone)).includes(true)
    })
    if (!found || !(isCode || matches.includes(true))) return null
    await audit(ctx, {
      action: 'matter.track',
      objectKind: 'matter',
      objectId: found.id,
      institutionId: found.institution_id,
      provinceCode: found.province_code,
      detail: { proof: isCode ? 'query-code' : 'phone' },
    })
    return as<MatterId>(found.id)
  })
}
