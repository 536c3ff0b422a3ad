import { connect, type NetConnectOpts } from 'node:net'

/** `unreachable`: nobody could look, and the installation wants every file looked at. */
export type ScanResult =
  | { readonly verdict: 'clean' }
  | { readonly verdict: 'infected'; readonly signature: string }
  | { readonly verdict: 'unreachable' }

export type VirusScan = (content: Buffer) => Promise<ScanResult>

export interface VirusScanConfig {
  readonly place: { readonly host: string; readonly port: number } | { readonly path: string }
  /** What happens to a file while clamd does not answer. */
  readonly whenUnreachable: 'refuse' | 'accept'
}

const pieceBytes = 256 * 1024
const patienceMs = 60_000

const sizeOf = (bytes: number): Buffer => {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(bytes)
  return size
}

/** The bytes of one INSTREAM session: pieces with their size before them, a size of nothing at the end. */
const session = (content: Buffer): Buffer[] => [
  Buffer.from('zINSTREAM\0'),
  ...Array.from({ length: Math.ceil(content.length / pieceBytes) }, (_, index) =>
    content.subarray(index * pieceBytes, (index + 1) * pieceBytes),
  ).flatMap((piece) => [sizeOf(piece.length), piece]),
  sizeOf(0),
]

const ask = (place: NetConnectOpts, content: Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(place)
    let answer = ''
    socket.setTimeout(patienceMs, () => socket.destroy(new Error('clamd: no answer within a minute')))
    socket.on('error', reject)
    socket.on('data', (text) => {
      answer += text
    })
    // clamd may end the session early when the file is above its own limit; what it said then counts.
    socket.on('close', () => resolve(answer.replace(/\0.*$/s, '').trim()))
    socket.on('connect', () => {
      for (const part of session(content)) socket.write(part)
    })
  })

/**
 * Has each file looked at by clamd, by its protocol (`man clamd`, INSTREAM).
 * @param config null: no scanner; every file passes.
 * @param report told why when clamd could not be asked.
 */
export const createVirusScan = (config: VirusScanConfig | null, report: (error: unknown) => void): VirusScan => {
  if (config === null) return async () => ({ verdict: 'clean' })
  const unreachable: ScanResult = { verdict: config.whenUnreachable === 'accept' ? 'clean' : 'unreachable' }
  return async (content) => {
    try {
      const answer = await ask(config.place, content)
      const signature = /^stream: (.+) FOUND$/.exec(answer)?.[1]
      if (signature !== undefined) return { verdict: 'infected', signature }
      if (answer === 'stream: OK') return { verdict: 'clean' }
      throw new Error(`clamd: answered ${JSON.stringify(answer.slice(0, 200))}`)
    } catch (error) {
      report(error)
      return unreachable
    }
  }
}
