import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll } from 'vitest'

export interface ReceivedLetter {
  readonly to: readonly string[]
  /** The letter as it came over the wire. */
  readonly raw: string
}

export interface MailServer {
  readonly url: string
  readonly received: ReceivedLetter[]
  /** What the server answers the receiver with from now on; null: it takes everything. */
  refuseWith: number | null
}

/** A real mail server on this machine. It offers no TLS: that is asked for only on other machines. */
export const useMailServer = (): MailServer => {
  const received: ReceivedLetter[] = []
  const state: { port: number; refuseWith: number | null } = { port: 0, refuseWith: null }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: (_address, _session, callback) => {
      if (state.refuseWith === null) return callback()
      return callback(Object.assign(new Error('no such box here'), { responseCode: state.refuseWith }))
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map((one) => one.address)
        received.push({ to, raw: Buffer.concat(chunks).toString() })
        callback()
      })
    },
  })
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    // Listening on a port, not on a pipe.
    state.port = (server.server.address() as AddressInfo).port
  })
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return {
    get url() {
      return `smtp://127.0.0.1:${state.port}`
    },
    received,
    get refuseWith() {
      return state.refuseWith
    },
    set refuseWith(code) {
      state.refuseWith = code
    },
  }
}
