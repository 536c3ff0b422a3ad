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

const sorted = (value: unknown): unknown => {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(sorted)
  const source = value as Record<string, unknown> // an object that is neither null nor an array
  const result: Record<string, unknown> = {}
  for (const key of Object.keys(source).sort()) {
    // Assigned, a key of this name would vanish, and a record that was given one would still seem to hold.
    if (key === '__proto__') Object.defineProperty(result, key, { value: sorted(source[key]), enumerable: true })
    else result[key] = sorted(source[key])
  }
  return result
}

/**
 * Canonical JSON (RFC 8785): keys in the order of their UTF-16 code units, no white space; strings and numbers as ECMAScript writes
 * them, which is what the RFC prescribes. No key of ours looks like a whole number, which an object would move to the front. The
 * package `canonicalize` is the oracle in the spec; it takes twice the time, which a nation's `verify` and seed would feel.
 */
export const canonicalJson = (value: unknown): string => JSON.stringify(sorted(value))

/** The link of an event with the texts that it was computed over, as they are stored. */
export interface Linked extends Link {
  readonly actor: string
  readonly payload: string
}

/** An event column by column, as the table keeps it. */
export interface Stored {
  readonly seq: number
  readonly type: string
  readonly at: string
  readonly actor: unknown
  readonly payload: unknown
}

/**
 * The hashes of an event: SHA-256 and SM3 over the canonical JSON of its envelope
 * `{ actor, at, matterId, payload, previous: { sha256, sm3 }, seq, type, v }`. The envelope names the hashes of the event before it,
 * so no event can be changed, removed or inserted without all later hashes changing.
 */
export const linkOfStored = (matterId: string, stored: Stored, previous: Link): Linked => {
  const actor = canonicalJson(stored.actor)
  const payload = canonicalJson(stored.payload)
  const before = `{"sha256":"${previous.sha256.toString('hex')}","sm3":"${previous.sm3.toString('hex')}"}`
  // Written out in the canonical order of its keys, because actor and payload are canonical text already.
  const text = `{"actor":${actor},"at":"${stored.at}","matterId":"${matterId}","payload":${payload},"previous":${before},"seq":${stored.seq},"type":${JSON.stringify(stored.type)},"v":1}`
  return { sha256: sha256(text), sm3: sm3(text), actor, payload }
}

/** The same for an event that is to be stored. */
export const linkOf = (matterId: string, { seq, at, actor, event }: Recorded, previous: Link): Linked =>
  linkOfStored(matterId, { seq, at, actor, type: event.type, payload: payloadOf(event) }, previous)

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

/** Commits to the words of a message, in the matter and from the side where they stand. */
export const messageCommitment = (
  content: { readonly matterId: string; readonly messageId: string; readonly from: string; readonly text: string },
  salt: Buffer,
): string => sha256(`${salt.toString('hex')}${canonicalJson(content)}`).toString('hex')

/** Commits to a party without revealing it: with the salt gone, nobody can test a guess against it. */
export const commitment = (content: PartyContent, salt: Buffer): string =>
  sha256(`${salt.toString('hex')}${canonicalJson(content)}`).toString('hex')
