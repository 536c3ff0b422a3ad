import { mail as mailRule, phone as phoneRule } from '../../contract/submission.ts'
import { maskMail, maskPhone } from '../../domain/identifier/mask.ts'
import type { InBoth } from '../../domain/kernel/language.ts'
import type { FieldCrypto } from '../platform/crypto.ts'
import { networkOf } from '../staff/guess.ts'

/** A phone or a mail address in the form in which it is kept. */
export interface Address {
  readonly kind: 'phone' | 'mail'
  readonly value: string
}

export type AddressReading =
  | { readonly ok: true; readonly address: Address }
  | { readonly ok: false; readonly message: string | InBoth<string> }

const missing = { zh: '请填写手机号或电子邮箱', en: 'Please give a mobile phone number or a mail address' }
const landline = {
  zh: '座机收不到短信，请填写手机号或电子邮箱',
  en: 'A landline receives no text messages; please give a mobile phone number or a mail address',
}

/** Reads what was typed: with an @ it is a mail address, otherwise a phone. `message` says what to put right. */
export const readAddress = (typed: string): AddressReading => {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return { ok: false, message: missing }
  const kind = text.includes('@') ? 'mail' : 'phone'
  const parsed = kind === 'mail' ? mailRule.safeParse(text) : phoneRule.safeParse(text)
  if (!parsed.success) return { ok: false, message: parsed.error.issues[0]?.message ?? '号码不正确' }
  if (kind === 'phone' && !/^1\d{10}$/.test(parsed.data)) {
    return { ok: false, message: landline }
  }
  return { ok: true, address: { kind, value: parsed.data } }
}

export const maskOf = ({ kind, value }: Address): string => (kind === 'phone' ? maskPhone(value) : maskMail(value))

/** How an address is known where it stands nowhere in the clear. */
export const addressHash = (crypto: FieldCrypto, { kind, value }: Address): Buffer =>
  crypto.keyedHash('applicant.address', `${kind}\n${value}`)

/** @param ip of the request; the addresses of one customer count as one, see `networkOf`. */
export const networkHash = (crypto: FieldCrypto, ip: string): Buffer =>
  crypto.keyedHash('applicant.network', networkOf(ip))

/** As `notify` takes it. */
export const recipientOf = ({ kind, value }: Address) =>
  kind === 'phone' ? ({ kind: 'address', phone: value } as const) : ({ kind: 'address', mail: value } as const)
