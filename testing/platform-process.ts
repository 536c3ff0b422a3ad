import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const entry = fileURLToPath(new URL('../src/server/main.ts', import.meta.url))

/** The platform as a process of its own, so that specs can stop and kill it. */
export interface PlatformProcess {
  readonly child: ChildProcess
  /** For example http://127.0.0.1:41234. */
  readonly url: string
  /** Ends it and waits until it is gone. @returns its exit code; null when the signal ended it. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>
  readonly said: () => string
}

/**
 * Starts it on a free port (unless `PORT` is given) and waits until it says that it is ready.
 * @throws with what it said when it ends before.
 */
export const startPlatformProcess = async (env: Readonly<Record<string, string>>): Promise<PlatformProcess> => {
  const child = spawn(process.execPath, [entry], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0', PUBLIC_URL: '', ...env },
  })
  const gone = once(child, 'exit')
  let said = ''
  const ready = new Promise<string>((resolve, reject) => {
    const hear = (text: Buffer) => {
      said = (said + String(text)).slice(-20_000)
      const url = /ready: (https?:\/\/[^\s/]+)/.exec(said)?.[1]
      if (url) resolve(url)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('error', reject)
    gone.then(([code]) => reject(new Error(`the platform ended with code ${code} before it was ready:\n${said}`)))
  })
  return {
    child,
    url: await ready,
    said: () => said,
    end: async (signal) => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      await gone
      return child.exitCode
    },
  }
}
