import type { Language } from '../../domain/kernel/language.ts'
import type { OutsideChannel, TemplateData, TemplateWords } from '../../domain/notification/template.ts'
import type { Address } from './notify.ts'

/** A message as a channel is given it. */
export interface Envelope {
  /** The same for every try, so that a receiver can drop a second copy. */
  readonly id: string
  /** When the change happened that it tells of. */
  readonly at: string
  /** The code of its template. */
  readonly template: string
  readonly language: Language
  readonly words: TemplateWords
  readonly data: TemplateData
  readonly matterId: string | null
  readonly address: Address
  readonly webhook: WebhookTarget | null
}

export interface WebhookTarget {
  readonly url: string
  /** The newest first. */
  readonly secrets: readonly string[]
}

/** failed: worth another try. refused: this receiver will never take it this way. `detail` is a code without personal data. */
export type Delivery =
  | { readonly outcome: 'sent'; readonly detail: string | null }
  | { readonly outcome: 'failed' | 'refused'; readonly detail: string }

export interface ChannelAdapter {
  /** Ends within `timeoutMs`. An obstacle is a value; what throws is a fault. */
  readonly send: (envelope: Envelope, options: { readonly timeoutMs: number }) => Promise<Delivery>
  readonly close?: () => Promise<void>
}

/** The channels that are set up. */
export type Channels = Partial<Record<OutsideChannel, ChannelAdapter>>
