import canonicalize from 'canonicalize'
import type { MatterEvent, Recorded } from '../../domain/matter/event.ts'
import { sha256, sm3 } from '../platform/crypto.ts'

/** The two hashes that an event is known by. */
export interface Link {
  readonly sha256: Buffer
  readonly sm3: Buffer
}

/** What stands before the first event. */
export const chainStart: Link = { sha256: Buffer.alloc(32), sm3: Buffer.alloc(32) }

/** An event without its type, as the record stores it. */
export const payloadOf = (event: MatterEvent): Record<string, unknown> => {
  const { type: _, ...payload } = event
  return payload
}

/** @throws when the value can't stand in JSON (a bug: the contract lets no such text in). */
export const canonicalJson = (value: unknown): string => {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('not representable as canonical JSON')
  return text
}

/**
 * The hashes of an event: SHA-256 and SM3 over the canonical JSON (RFC 8785) of its envelope. The envelope names the hashes of the
 * event before it, so no event can be changed, removed or inserted without all later hashes changing.
 */
export const linkOf = (matterId: string, recorded: Recorded, previous: Link): Link => {
  const text = canonicalJson({
    v: 1,
    matterId,
    seq: recorded.seq,
    type: recorded.event.type,
    at: recorded.at,
    actor: recorded.actor,
    payload: payloadOf(recorded.event),
    previous: { sha256: previous.sha256.toString('hex'), sm3: previous.sm3.toString('hex') },
  })
  return { sha256: sha256(text), sm3: sm3(text) }
}

/** What a party consists of, in the clear, as its commitment covers it. */
export interface PartyContent {
  readonly role: string
  readonly name: string
  readonly identityKind: string | null
  readonly place: string | null
  readonly link: string | null
  readonly relation: string | null
  readonly identifierType: string | null
  readonly identifier: string | null
  readonly phone: string | null
  readonly mail: string | null
  readonly address: string | null
}

/** Commits to a party without revealing it: with the salt gone, nobody can test a guess against it. */
export const commitment = (content: PartyContent, salt: Buffer): string =>
  sha256(`${salt.toString('hex')}${canonicalJson(content)}`).toString('hex')
