import { createServer, type Server, type Socket } from 'node:net'
import { eicar } from './bad-files.ts'

/** A scanner that speaks clamd's INSTREAM and finds the EICAR sign. `say` answers something else instead. */
export interface FakeClamd {
  readonly port: number
  /** Bytes of each file that was sent. */
  readonly seen: number[]
  readonly close: () => Promise<void>
}

const command = 'zINSTREAM\0'

const answerTo = (socket: Socket, seen: number[], say: string | undefined): void => {
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => {
    chunks.push(chunk)
    // A session ends with a piece of size nothing; only then is it worth putting together.
    if (chunk.length >= 4 && chunk.readUInt32BE(chunk.length - 4) !== 0) return
    const received = Buffer.concat(chunks)
    if (received.length < command.length) return
    if (received.toString('latin1', 0, command.length) !== command) {
      socket.end('UNKNOWN COMMAND\0')
      return
    }
    const pieces: Buffer[] = []
    for (let at = command.length; at + 4 <= received.length; ) {
      const size = received.readUInt32BE(at)
      if (size === 0) {
        const content = Buffer.concat(pieces)
        seen.push(content.length)
        socket.end(say ?? (content.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0'))
        return
      }
      pieces.push(received.subarray(at + 4, at + 4 + size))
      at += 4 + size
    }
  })
  socket.on('error', () => {})
}

export const startFakeClamd = async (say?: string): Promise<FakeClamd> => {
  const seen: number[] = []
  const server: Server = createServer((socket) => answerTo(socket, seen, say))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('clamd: no port')
  return { port: address.port, seen, close: () => new Promise((resolve) => server.close(() => resolve())) }
}
