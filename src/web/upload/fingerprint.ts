import type { Fingerprints } from './fingerprint-worker.ts'

/** Both fingerprints of a file, computed on this device. @throws when the file can't be read any more. */
export const fingerprintsOf = (file: Blob): Promise<Fingerprints> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./fingerprint-worker.ts', import.meta.url), { type: 'module' })
    const end = (settle: () => void) => {
      worker.terminate()
      settle()
    }
    worker.onmessage = ({ data }: MessageEvent<Fingerprints>) => end(() => resolve(data))
    worker.onerror = (event) => end(() => reject(new Error(event.message || 'the file could not be read')))
    worker.postMessage(file)
  })
