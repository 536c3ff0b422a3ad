import { z } from 'zod'
import { signInWays } from './staff.ts'
import { line, uuid } from './text.ts'

/** What a browser hands on from a passkey; checked by the library, bounded here. */
const base64url = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\w-]+$/)
const ways = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const
/** How the device is reached; a way that is not known here is left out. */
const transports = z
  .array(z.string().max(20))
  .max(10)
  .transform((given) => ways.filter((way) => given.includes(way)))
const attachment = z.enum(['platform', 'cross-platform']).optional()

export const registrationResponse = z.object({
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: attachment,
  clientExtensionResults: z.object({}),
  response: z.object({
    clientDataJSON: base64url(4000),
    attestationObject: base64url(16_000),
    transports: transports.optional(),
  }),
})

export const authenticationResponse = z.object({
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: attachment,
  clientExtensionResults: z.object({}),
  response: z.object({
    clientDataJSON: base64url(4000),
    authenticatorData: base64url(4000),
    signature: base64url(4000),
    userHandle: base64url(200).optional(),
  }),
})

/** Handed to the browser as it is: the words of WebAuthn level 3, `PublicKeyCredentialCreationOptionsJSON`. */
export const passkeyCreationOptions = z.looseObject({ challenge: z.string() })
/** `PublicKeyCredentialRequestOptionsJSON`. */
export const passkeyRequestOptions = z.looseObject({ challenge: z.string() })

/** The password is asked again: a stolen session must not leave a key of its own behind. */
export const passkeyOptionsBody = z.object({ password: z.string().min(1).max(200) })
export const passkeyBody = z.object({ name: line(40), response: registrationResponse })
export const passkeySignInBody = z.object({ response: authenticationResponse })

export const passkeyRow = z.object({
  id: uuid,
  name: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
})
export type PasskeyRow = z.output<typeof passkeyRow>
export const passkeyList = z.object({ rows: z.array(passkeyRow) })

/** How one may sign in here. `identityProvider`: the name to show on its button; null: none is set up. */
export const signInWaysAnswer = z.object({
  passkey: z.boolean(),
  identityProvider: z.object({ name: z.string() }).nullable(),
})

/** Where a browser may be sent after the identity provider; anything else leads to the first page. */
export const identityProviderQuery = z.object({ next: z.string().max(500).optional() })

/** What may stand in the way of coming in by the identity provider; the sign-in page has a sentence for each. */
export const identityTroubles = ['refused', 'unlinked', 'unreachable', 'over'] as const
export type IdentityTrouble = (typeof identityTroubles)[number]

export const sessionRow = z.object({
  id: z.string(),
  current: z.boolean(),
  /** Browser and system in words, as far as the browser said; nothing else of it is kept. */
  device: z.string(),
  /** The network, not the address: `203.0.113.*`. */
  network: z.string().nullable(),
  way: z.enum(signInWays),
  startedAt: z.string(),
  /** Noted at most once a minute. */
  lastUsedAt: z.string(),
})
export type SessionRow = z.output<typeof sessionRow>
export const sessionList = z.object({ rows: z.array(sessionRow) })
export const endedSessions = z.object({ ended: z.number().int() })
