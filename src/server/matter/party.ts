import { randomBytes, randomUUID } from 'node:crypto'
import type { Insertable, Selectable } from 'kysely'
import type { SubmissionInput } from '../../contract/submission.ts'
import { maskCreditCode, maskMail, maskPhone, maskResidentId } from '../../domain/identifier/mask.ts'
import type { PartyRef } from '../../domain/matter/matter.ts'
import type { FieldCrypto } from '../platform/crypto.ts'
import type { PartyTable } from '../platform/db/schema.ts'
import { commitment, type PartyContent } from '../record/chain.ts'

/** A party of whom nothing is known. */
export const nobody: PartyContent = {
  role: '',
  name: '',
  identityKind: null,
  place: null,
  link: null,
  relation: null,
  identifierType: null,
  identifier: null,
  phone: null,
  mail: null,
  address: null,
}

/** Who takes part, in the clear: the applicant first, the agent, the respondents. */
export const partiesOf = (
  input: Pick<SubmissionInput, 'applicant' | 'agent' | 'respondents'>,
): readonly PartyContent[] => {
  const { applicant, agent, respondents } = input
  return [
    {
      ...nobody,
      role: 'applicant',
      name: applicant.name,
      identityKind: applicant.identityKind,
      identifierType: applicant.identifier === null ? null : applicant.identifierType,
      identifier: applicant.identifier,
      phone: applicant.phone,
      mail: applicant.mail,
      address: applicant.address,
    },
    ...(agent ? [{ ...nobody, role: 'agent', name: agent.name, phone: agent.phone, relation: agent.relation }] : []),
    ...respondents.map(({ name, place, link }) => ({ ...nobody, role: 'respondent', name, place, link })),
  ]
}

const maskIdentifier = (type: string | null, value: string): string =>
  type === 'resident-id' ? maskResidentId(value) : maskCreditCode(value)

export const fieldNames = {
  identifier: 'party.identifier',
  phone: 'party.phone',
  mail: 'party.mail',
  address: 'party.address',
} as const

export interface SealedParty {
  readonly row: Insertable<PartyTable>
  readonly ref: PartyRef
}

/** Turns a party into the row that is stored and the reference that the record keeps. Randomness comes from the caller in bulk work. */
export const sealParty = (
  crypto: FieldCrypto,
  matterId: string,
  position: number,
  content: PartyContent,
  random: { readonly id: string; readonly salt: Buffer } = { id: randomUUID(), salt: randomBytes(16) },
): SealedParty => {
  const { identifier, phone, mail, address } = content
  const seal = (field: keyof typeof fieldNames, value: string | null) =>
    value === null ? null : crypto.seal(fieldNames[field], value)
  const index = (field: keyof typeof fieldNames, value: string | null) =>
    value === null ? null : crypto.blindIndex(fieldNames[field], value)
  const role = content.role as PartyRef['role'] // partiesOf makes no other
  return {
    ref: { partyId: random.id, role, commitment: commitment(content, random.salt) },
    row: {
      id: random.id,
      matter_id: matterId,
      role,
      position,
      name: content.name,
      identity_kind: content.identityKind,
      place: content.place,
      link: content.link,
      relation: content.relation,
      identifier_type: content.identifierType,
      identifier_sealed: seal('identifier', identifier),
      identifier_index: index('identifier', identifier),
      identifier_mask: identifier === null ? null : maskIdentifier(content.identifierType, identifier),
      phone_sealed: seal('phone', phone),
      phone_index: index('phone', phone),
      phone_mask: phone === null ? null : maskPhone(phone),
      mail_sealed: seal('mail', mail),
      mail_index: index('mail', mail),
      mail_mask: mail === null ? null : maskMail(mail),
      address_sealed: seal('address', address),
      salt: random.salt,
    },
  }
}

/** The party in the clear again, as its commitment covers it. @throws when a field does not open. */
export const openParty = (crypto: FieldCrypto, row: Selectable<PartyTable>): PartyContent => {
  const open = (field: keyof typeof fieldNames, sealed: Buffer | null) =>
    sealed === null ? null : crypto.open(fieldNames[field], sealed)
  return {
    role: row.role,
    name: row.name,
    identityKind: row.identity_kind,
    place: row.place,
    link: row.link,
    relation: row.relation,
    identifierType: row.identifier_type,
    identifier: open('identifier', row.identifier_sealed),
    phone: open('phone', row.phone_sealed),
    mail: open('mail', row.mail_sealed),
    address: open('address', row.address_sealed),
  }
}
