import type { PlainDate } from '../../../domain/kernel/plain-date.ts'

/** What stands on a document besides what its form holds. */
export interface RenderOptions {
  /** 发文字号, e.g. 甬知援补〔2026〕3号; null before it is issued. */
  readonly number: string | null
  readonly issuedOn: PlainDate | null
  /** Printed on every page: anyone checks number and code at the address. */
  readonly verification: { readonly code: string; readonly url: string } | null
  /** PNG with a transparent ground, laid over the signature. */
  readonly seal: Buffer | null
  /** PNG of the signing person's signature. */
  readonly signature?: Buffer | null
  readonly institution: { readonly name: string; readonly phone: string | null; readonly address: string | null }
  /** Watermark 预览: not issued, of no effect. */
  readonly draft: boolean
  /** Marked 示范数据 on every page. */
  readonly demo: boolean
}
