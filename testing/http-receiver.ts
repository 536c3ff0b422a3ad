import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll } from 'vitest'

export interface ReceivedRequest {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface HttpReceiver {
  readonly url: string
  readonly received: ReceivedRequest[]
  /** The status of the next answers; the last one stays. */
  answer: number
  /** Sent with the answer as `location`. */
  location: string | null
  /** True: requests are taken and never answered. */
  silent: boolean
}

/** A real HTTP server on this machine that keeps what it is sent. */
export const useHttpReceiver = (): HttpReceiver => {
  const state = { port: 0, answer: 204, location: null as string | null, silent: false }
  const received: ReceivedRequest[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
      if (state.silent) return
      if (state.location) response.setHeader('location', state.location)
      response.writeHead(state.answer).end()
    })
  })
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    // Listening on a port, not on a pipe.
    state.port = (server.address() as AddressInfo).port
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  })
  return Object.defineProperties(state as typeof state & HttpReceiver, {
    url: { get: () => `http://127.0.0.1:${state.port}/hook` },
    received: { value: received },
  })
}
