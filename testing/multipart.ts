import type { Buffer as Bytes } from 'node:buffer'

export interface FilePart {
  readonly field: string
  /** Sent as it stands, so that a spec can attack with it. */
  readonly fileName: string
  readonly content: Bytes | string
}

const boundary = '----weiquan-spec-boundary'

/** The body of a form with files as a browser sends it, with its headers. Fields come first. */
export const multipartBody = (fields: readonly (readonly [string, string])[], files: readonly FilePart[]) => {
  const chunks = [
    ...fields.map(
      ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    ),
    ...files.flatMap(({ field, fileName, content }) => [
      `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${fileName}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
      content,
      '\r\n',
    ]),
    `--${boundary}--\r\n`,
  ]
  return {
    payload: Buffer.concat(chunks.map((chunk) => Buffer.from(chunk))),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}
