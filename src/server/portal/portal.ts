import type { RenderPage } from '../../contract/portal/pages.ts'

/** Where the script of uploads and what it loads are served. */
export const uploadPrefix = '/assets/upload/'

/** The portal as the server gets it: a value, built from the web room, so that no import crosses the wall. */
export interface Portal {
  readonly render: RenderPage
  /** The one stylesheet, as text. */
  readonly css: string
  /** The script that sends evidence piece by piece, where it was built. */
  readonly uploadScript?: { readonly folder: string; readonly href: string }
}
