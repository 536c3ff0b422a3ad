import { describe, expect, it } from 'vitest'
import { buildApp } from '../../src/server/app.ts'
import { platformWithoutDatabase } from '../../testing/platform-without-database.ts'
import { listRoutes } from '../../testing/routes.ts'
import { sourceFiles, textOf } from '../../testing/source-files.ts'

/** The document of the API and the library that shows it: no data of ours, so no four specs. */
const documents = /^\/api\/v1\/(openapi\.json|docs)/

const kinds = ['does', 'refuses', 'forbids', 'audits'] as const

describe('the routes of the API', () => {
  it('each has four specs: it does, it refuses, it forbids, it audits', async () => {
    const routes = (await listRoutes()).filter(
      (route) => route.includes(' /api/v1/') && !documents.test(route.split(' ')[1] ?? ''),
    )
    expect(routes.length, 'the router was read').toBeGreaterThan(30)
    const specs = sourceFiles('src/server', /\.spec\.ts$/).map((file) => textOf(file))
    const missing = routes.flatMap((route) =>
      kinds
        .map((kind) => `${route} ${kind}: `)
        .filter((title) => !specs.some((text) => text.includes(`'${title}`) || text.includes(`"${title}`))),
    )
    expect(missing).toEqual([])
  })

  it('no spec names a route that is not there', async () => {
    const routes = new Set(await listRoutes())
    const titles = sourceFiles('src/server', /\.spec\.ts$/).flatMap((file) =>
      [
        ...textOf(file).matchAll(
          /['"]((?:GET|POST|PUT|PATCH|DELETE) \/api\/v1\/\S+) (?:does|refuses|forbids|audits): /g,
        ),
      ].map(([, route]) => route ?? ''),
    )
    expect(titles.filter((route) => !routes.has(route))).toEqual([])
  })

  it('every route below /api/v1 stands in the API’s document', async () => {
    const app = await buildApp(platformWithoutDatabase(), { render: () => '', css: '' })
    const { paths } = (await app.inject('/api/v1/openapi.json')).json()
    const documented = Object.entries<object>(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    const routes = (await listRoutes()).filter(
      (route) => route.includes(' /api/v1/') && !documents.test(route.split(' ')[1] ?? ''),
    )
    expect(documented.sort()).toEqual([...routes].sort())
    await app.close()
  })
})
