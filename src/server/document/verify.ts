import { randomBytes } from 'node:crypto'
import type { Actor } from '../../domain/actor/actor.ts'
import { chinaDate, type Instant, type PlainDate } from '../../domain/kernel/plain-date.ts'
import { audit } from '../platform/audit.ts'
import { inContext } from '../platform/context.ts'
import { sameBytes } from '../platform/crypto.ts'
import type { Platform } from '../platform/platform.ts'
import { numberKey } from './number.ts'
import { verificationCodeHash } from './verification-code.ts'

/** What may be told of a document to anyone who holds it: nothing of whom it concerns. */
export interface Verified {
  readonly number: string
  readonly form: string
  readonly formVersion: number
  readonly title: string
  readonly institution: { readonly name: string; readonly demo: boolean }
  readonly issuedOn: PlainDate
  readonly revokedOn: PlainDate | null
  readonly sha256: Buffer
}

const anyone: Actor = { kind: 'public', scope: { kind: 'none' } }
// Compared with when no document has the number, so that the work is the same.
const nobodysCode = randomBytes(32)
const asInstant = (at: Date): Instant => at.toISOString() as Instant // a date of the database is one

/**
 * Looks a document up by number and code as typed. An unknown number and a wrong code do the same work and are the same answer, null.
 * A look that succeeds is audited.
 */
export const verifyDocument = (
  platform: Platform,
  number: string,
  code: string,
  requestId: string,
): Promise<Verified | null> => {
  const key = numberKey(number)
  const work = async (ctx: Parameters<Parameters<typeof inContext>[3]>[0]): Promise<Verified | null> => {
    const row = await ctx.tx
      .selectFrom('document as d')
      .innerJoin('institution as i', 'i.id', 'd.institution_id')
      .leftJoin('document_service as s', 's.document_id', 'd.id')
      .select(['d.id', 'd.matter_id', 'd.number', 'd.form', 'd.form_version', 'd.title', 'd.sha256', 'd.code_hash'])
      .select(['d.issued_at', 'd.institution_id', 'i.name', 'i.demo', 'i.province_code', 's.revoked_at'])
      .where('d.number_key', '=', key)
      .executeTakeFirst()
    const matches = sameBytes(row?.code_hash ?? nobodysCode, verificationCodeHash(platform.crypto, code))
    if (!row || !matches) return null
    await audit(ctx, {
      action: 'document.verify',
      objectKind: 'matter',
      objectId: row.matter_id,
      institutionId: row.institution_id,
      provinceCode: row.province_code,
      detail: { documentId: row.id },
    })
    return {
      number: row.number,
      form: row.form,
      formVersion: row.form_version,
      title: row.title,
      institution: { name: row.name, demo: row.demo },
      issuedOn: chinaDate(asInstant(row.issued_at)),
      revokedOn: row.revoked_at && chinaDate(asInstant(row.revoked_at)),
      sha256: row.sha256,
    }
  }
  // Row security shows the one document of this number, and nothing of its matter.
  return inContext(platform, anyone, requestId, work, { settings: [['weiquan.document', key]] })
}
