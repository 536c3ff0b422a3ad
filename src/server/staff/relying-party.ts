import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../platform/config.ts'

/** For whom passkeys are made (WebAuthn level 3, 5.1.2): a domain, and the one origin whose pages may use them. */
export interface RelyingParty {
  readonly id: string
  readonly origin: string
}

/**
 * The domain of PUBLIC_URL. Passkeys know no numeric addresses; on the machine of a trial, reached as 127.0.0.1, they work under
 * `localhost` at the port that this process itself listens on. Null: passkeys can't be used here.
 */
export const relyingParty = (
  config: Pick<Config, 'publicUrl'>,
  request: Pick<FastifyRequest, 'hostname' | 'socket'>,
): RelyingParty | null => {
  const { hostname, origin, protocol } = new URL(config.publicUrl)
  if (isIP(hostname.replace(/^\[|\]$/g, '')) === 0) {
    // Browsers offer passkeys to https alone, and to localhost.
    return protocol === 'https:' || hostname === 'localhost' ? { id: hostname, origin } : null
  }
  const port = request.socket.localPort
  const onLoopback = hostname === '127.0.0.1' || hostname === '[::1]'
  return onLoopback && request.hostname === 'localhost' && port
    ? { id: 'localhost', origin: `http://localhost:${port}` }
    : null
}
