import type { FastifyInstance, LightMyRequestResponse } from 'fastify'

/** A sender that speaks tus 1.0, as little of it as there is. */
export interface TusSender {
  readonly announce: (
    name: string,
    sizeBytes: number,
    metadata?: Readonly<Record<string, string>>,
  ) => Promise<LightMyRequestResponse>
  readonly send: (fileUrl: string, atByte: number, piece: Buffer) => Promise<LightMyRequestResponse>
  readonly ask: (fileUrl: string) => Promise<LightMyRequestResponse>
  readonly giveUp: (fileUrl: string) => Promise<LightMyRequestResponse>
  /** Announces and sends all of it in pieces; @returns the last answer. */
  readonly sendAll: (
    name: string,
    content: Buffer,
    metadata?: Readonly<Record<string, string>>,
  ) => Promise<LightMyRequestResponse>
}

const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** @param headers who sends: the cookie of a session or of a draft. */
export const tusSender = (app: FastifyInstance, path: string, headers: () => Record<string, string>): TusSender => {
  const call = (method: 'POST' | 'PATCH' | 'HEAD' | 'DELETE', url: string, more: object, payload?: Buffer) =>
    app.inject({ method, url, payload, headers: { 'tus-resumable': '1.0.0', ...headers(), ...more } })
  const sender: TusSender = {
    announce: (name, sizeBytes, metadata = {}) =>
      call('POST', path, {
        'upload-length': String(sizeBytes),
        'upload-metadata': Object.entries({ filename: name, ...metadata })
          .map(([key, value]) => `${key} ${base64(value)}`)
          .join(','),
      }),
    send: (url, atByte, piece) =>
      call('PATCH', url, { 'upload-offset': String(atByte), 'content-type': 'application/offset+octet-stream' }, piece),
    ask: (url) => call('HEAD', url, {}),
    giveUp: (url) => call('DELETE', url, {}),
    sendAll: async (name, content, metadata) => {
      const announced = await sender.announce(name, content.length, metadata)
      if (announced.statusCode !== 201) return announced
      const url = String(announced.headers.location)
      const half = Math.floor(content.length / 2)
      const first = await sender.send(url, 0, content.subarray(0, half))
      return first.statusCode === 204 ? sender.send(url, half, content.subarray(half)) : first
    },
  }
  return sender
}
