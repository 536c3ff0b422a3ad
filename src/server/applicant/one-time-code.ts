import { randomInt, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type InBoth, inBoth, type Language } from '../../domain/kernel/language.ts'
import { epochMs, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'
import { notify } from '../notification/notify.ts'
import type { Ctx } from '../platform/context.ts'
import { type FieldCrypto, sameBytes } from '../platform/crypto.ts'
import { type Address, addressHash, networkHash, recipientOf } from './address.ts'
import { rememberProof, takeSending } from './sending.ts'

/** What a code is good for; one that was asked for one thing is no good for another. */
export type CodePurpose = 'sign-in' | 'add-address' | 'reuse'

export const codeMinutes = 10
export const codeTries = 5

const field = 'one_time_code.address'

const hashOf = (crypto: FieldCrypto, id: string, purpose: CodePurpose, address: Address, code: string): Buffer =>
  crypto.keyedHash('one-time-code', `${id}\n${purpose}\n${address.kind}\n${address.value}\n${code}`)

export type Sent =
  | { readonly ok: true; readonly codeId: string }
  | { readonly ok: false; readonly retryAfterSeconds: number }

/**
 * Sends a fresh code of six digits. Nothing here asks whether the address is known, so neither the answer nor its time tells.
 * @param ip of the request, for the limits.
 * @returns the id by which the code is checked: keep it in the asker's browser, nowhere else. Another browser's guesses need
 * another id, so they can't use up the tries of this one.
 */
export const sendCode = async (
  ctx: Ctx,
  purpose: CodePurpose,
  address: Address,
  ip: string,
  language: Language = 'zh',
): Promise<Sent> => {
  const { crypto } = ctx.platform
  const known = { address: addressHash(crypto, address), network: networkHash(crypto, ip) }
  const wait = await takeSending(ctx, known.address, known.network)
  if (wait !== null) return { ok: false, retryAfterSeconds: wait }
  const codeId = randomUUID()
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  await ctx.tx
    .insertInto('one_time_code')
    .values({
      id: codeId,
      purpose,
      address_kind: address.kind,
      address_hash: known.address,
      address_sealed: crypto.seal(field, address.value),
      network_hash: known.network,
      code_hash: hashOf(crypto, codeId, purpose, address, code),
      sent_at: ctx.now,
      expires_at: instantFromEpochMs(epochMs(ctx.now) + codeMinutes * 60_000),
    })
    .execute()
  const data = { code, minutes: codeMinutes }
  await notify(ctx, { template: 'one-time-code', to: recipientOf(address), data, language })
  return { ok: true, codeId }
}

/** Why a code is not taken. `used` and `expired` are told apart from `wrong`: they say to ask for a new one. */
export type CodeRefusal = 'not-six-digits' | 'wrong' | 'expired' | 'used' | 'no-tries-left' | 'unknown'

export type Checked =
  | { readonly ok: true; readonly address: Address }
  | { readonly ok: false; readonly reason: CodeRefusal; readonly triesLeft: number }

const refused = (reason: CodeRefusal, triesLeft = 0): Checked => ({ ok: false, reason, triesLeft })

/**
 * Checks a code, once. A try is counted before it is compared, so a hundred at once are still a hundred; what is not six digits is
 * no try. Commit the transaction whatever the answer.
 * @param typed as typed; full-width digits and spaces are fine.
 */
export const checkCode = async (ctx: Ctx, purpose: CodePurpose, codeId: string, typed: string): Promise<Checked> => {
  const code = typed.normalize('NFKC').replace(/[\s-]/g, '')
  const { tx, now, platform } = ctx
  const row = await tx.selectFrom('one_time_code').selectAll().where('id', '=', codeId).forUpdate().executeTakeFirst()
  if (!row || row.purpose !== purpose) return refused('unknown')
  if (row.used_at !== null) return refused('used')
  if (row.expires_at.getTime() <= epochMs(now)) return refused('expired')
  const left = codeTries - row.tries
  if (left <= 0) return refused('no-tries-left')
  if (!/^\d{6}$/.test(code)) return refused('not-six-digits', left)
  const address: Address = { kind: row.address_kind, value: platform.crypto.open(field, row.address_sealed) }
  const right = sameBytes(hashOf(platform.crypto, codeId, purpose, address, code), row.code_hash)
  await sql`update one_time_code set tries = tries + 1, used_at = ${right ? now : null}::timestamptz
    where id = ${codeId}`.execute(tx)
  if (!right) return left === 1 ? refused('no-tries-left') : refused('wrong', left - 1)
  await rememberProof(ctx, row.address_hash, row.network_hash)
  return { ok: true, address }
}

/** Codes stay a day after their end, so that an old one is told apart from one that never was. */
export const clearCodes = async (ctx: Ctx): Promise<void> => {
  const before = instantFromEpochMs(epochMs(ctx.now) - 86_400_000)
  await ctx.tx.deleteFrom('one_time_code').where('expires_at', '<', new Date(before)).execute()
}

const words: InBoth<Readonly<Record<CodeRefusal, (triesLeft: number) => string>>> = inBoth({
  zh: {
    'not-six-digits': () => '验证码是 6 位数字',
    wrong: (triesLeft) => `验证码不对，还可以试 ${triesLeft} 次`,
    expired: () => `验证码已经过了 ${codeMinutes} 分钟，失效了，请重新发送`,
    used: () => '这个验证码已经用过了，一个验证码只能用一次，请重新发送',
    'no-tries-left': () => `已经错了 ${codeTries} 次，这个验证码作废了，请重新发送`,
    unknown: () => '这个浏览器没有等着核对的验证码，请重新发送',
  },
  en: {
    'not-six-digits': () => 'The code has 6 digits',
    wrong: (triesLeft) => `The code is not right; you have ${triesLeft} more tries`,
    expired: () => `The code was good for ${codeMinutes} minutes and is over. Please have a new one sent`,
    used: () => 'This code has been used; a code is good once. Please have a new one sent',
    'no-tries-left': () => `This code was wrong ${codeTries} times and is void. Please have a new one sent`,
    unknown: () => 'This browser waits for no code. Please have a new one sent',
  },
})

/** The refusal in one sentence for who typed the code. */
export const explainCode = ({ reason, triesLeft }: { reason: CodeRefusal; triesLeft: number }): InBoth<string> => ({
  zh: words.zh[reason](triesLeft),
  en: words.en[reason](triesLeft),
})
