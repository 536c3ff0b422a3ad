import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll } from 'vitest'
import { buildApp } from '../src/server/app.ts'
import { type demoAccounts, demoPassword } from '../src/server/staff/demo.ts'
import { renderPage } from '../src/web/portal/render.tsx'
import type { TestDatabase } from './database.ts'
import type { TestPlatform } from './platform.ts'

/** A person of the demonstration; null: nobody is signed in. */
export type DemoUser = (typeof demoAccounts)[number]['username'] | null

/** Requests of one person; paths are those below `/api/v1`. */
export interface Requests {
  readonly get: (url: string) => Promise<LightMyRequestResponse>
  readonly post: (url: string, body?: object) => Promise<LightMyRequestResponse>
}

export interface TestApp {
  readonly app: FastifyInstance
  /** Headers that carry the person's session; signs in at the first call. */
  readonly signInAs: (user: Exclude<DemoUser, null>) => Promise<{ readonly cookie: string }>
  readonly as: (user: DemoUser) => Requests
}

const sessionCookie = async (app: FastifyInstance, username: string): Promise<{ cookie: string }> => {
  const payload = { username, password: demoPassword }
  const response = await app.inject({ method: 'POST', url: '/api/v1/session', payload })
  if (response.statusCode !== 200) throw new Error(`sign-in of ${username}: ${response.statusCode} ${response.body}`)
  const cookies = [response.headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0])
  return { cookie: cookies.join('; ') }
}

/**
 * The whole server on the spec's own database (`useTestDatabase({ seeded: true })`) and platform, with the portal's pages as they
 * stand in `src/web`. The values can be read from `beforeAll` on.
 */
export function useTestApp(_database: TestDatabase, test: TestPlatform): TestApp {
  let app: FastifyInstance | null = null
  const sessions = new Map<string, Promise<{ cookie: string }>>()

  beforeAll(async () => {
    const css = await readFile(join(import.meta.dirname, '../src/web/portal/portal.css'), 'utf8')
    app = await buildApp(test.platform, { render: renderPage, css })
  })
  afterAll(() => app?.close())

  const now = () => {
    if (!app) throw new Error('the app is there from beforeAll on; read it inside a test or a hook')
    return app
  }
  const signInAs: TestApp['signInAs'] = (user) => {
    const known = sessions.get(user) ?? sessionCookie(now(), user)
    sessions.set(user, known)
    return known
  }
  const send = async (user: DemoUser, method: 'GET' | 'POST', url: string, body?: object) => {
    const headers = user === null ? {} : await signInAs(user)
    return now().inject({ method, url: `/api/v1${url}`, headers, ...(body ? { payload: body } : {}) })
  }
  return {
    get app() {
      return now()
    },
    signInAs,
    as: (user) => ({
      get: (url) => send(user, 'GET', url),
      post: (url, body) => send(user, 'POST', url, body ?? {}),
    }),
  }
}
