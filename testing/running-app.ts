import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { makeScratch } from './scratch.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the platform under test answers, for example http://127.0.0.1:41234, without a slash at the end. */
    appUrl: string
    /** Its data folder, for journeys that use the command line beside it. */
    appDataDir: string
  }
}

const root = fileURLToPath(new URL('..', import.meta.url))

/** Vitest's global setup of the project `e2e`: the built platform as a process of its own, on a free port with an empty database. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const scratch = await makeScratch()
  const child = spawn(process.execPath, [join(root, 'src', 'server', 'main.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: '0',
      HOST: '127.0.0.1',
      PUBLIC_URL: '',
      DATABASE_URL: '',
      DATA_DIR: join(scratch.path, 'data'),
    },
  })
  const gone = once(child, 'exit')
  let said = ''
  const url = new Promise<string>((resolve, reject) => {
    const hear = (text: Buffer) => {
      said = (said + String(text)).slice(-20_000)
      const ready = /ready: (https?:\/\/[^\s/]+)/.exec(said)?.[1]
      if (ready) resolve(ready)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('error', reject)
    gone.then(([code]) => reject(new Error(`the platform ended with code ${code} before it was ready:\n${said}`)))
  })
  const teardown = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      const stuck = setTimeout(() => child.kill('SIGKILL'), 20_000)
      await gone
      clearTimeout(stuck)
    }
    await scratch.remove()
  }
  try {
    project.provide('appUrl', await withinMinutes(2, url, () => said))
    project.provide('appDataDir', join(scratch.path, 'data'))
    return teardown
  } catch (error) {
    await teardown()
    throw error
  }
}

async function withinMinutes<T>(minutes: number, work: Promise<T>, said: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`the platform was not ready after ${minutes} minutes:\n${said()}`)),
      minutes * 60_000,
    )
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
