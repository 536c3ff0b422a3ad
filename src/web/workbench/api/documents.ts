import { queryOptions } from '@tanstack/react-query'
import { type DraftBody, documentDraft, documentList } from '../../../contract/document.ts'
import { apiPaths } from '../../../contract/paths.ts'
import { call, fetchFile } from './client.ts'
import { mattersKey } from './matters.ts'

/** Begins with the key of all that a step changes. */
export const documentsQueryOf = (id: string) =>
  queryOptions({
    queryKey: [...mattersKey, 'documents', id],
    queryFn: ({ signal }) => call(apiPaths.matterDocuments(id), documentList, { signal }),
  })

export const draftDocument = (id: string, body: DraftBody) =>
  call(apiPaths.matterDocumentDraft(id), documentDraft, { method: 'POST', body })

export const previewDocument = (id: string, body: DraftBody): Promise<Blob> =>
  fetchFile(apiPaths.matterDocumentPreview(id), body)

export const issueDocument = (id: string, body: unknown) =>
  call(apiPaths.matterDocuments(id), documentList, { method: 'POST', body })
