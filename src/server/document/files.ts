import type { FormValues } from '../../domain/document/form.ts'
import type { IssuedDocument, Matter } from '../../domain/matter/matter.ts'
import type { Ctx } from '../platform/context.ts'
import { printOptions, valuesField } from './issue.ts'
import { renderDocx } from './render/render-docx.ts'
import { formOf } from './view.ts'

/** A file name that tells the document apart in a folder of many. */
export const documentFileName = ({ title, number }: IssuedDocument, ending: string): string =>
  `${title} ${number}.${ending}`

/**
 * The text for further work, made anew from the sealed values under the form it was issued with. It is a working copy: what was issued is
 * the PDF.
 */
export const documentDocx = async (ctx: Ctx, matter: Matter, document: IssuedDocument): Promise<Uint8Array> => {
  const row = await ctx.tx
    .selectFrom('document')
    .select(['values_sealed', 'institution_id'])
    .where('id', '=', document.documentId)
    .where('matter_id', '=', matter.id)
    .executeTakeFirstOrThrow()
  const form = formOf(ctx, document)
  // Written by printDocument from values that the form had checked; sealed, so nobody else wrote them.
  const values: FormValues = JSON.parse(ctx.platform.crypto.open(valuesField, row.values_sealed))
  const options = await printOptions(ctx, {
    id: document.documentId,
    institutionId: row.institution_id,
    number: document.number,
    issuedAt: document.issuedAt,
  })
  return renderDocx(form, values, options)
}
