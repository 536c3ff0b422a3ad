import { buildApp } from '../src/server/app.ts'
import { platformWithoutDatabase } from './platform-without-database.ts'

/** Every route of the server as `METHOD /path`, read from the tree that the router itself prints. */
export const listRoutes = async (): Promise<readonly string[]> => {
  const app = await buildApp(platformWithoutDatabase(), { render: () => '', css: '' })
  await app.ready()
  const path: string[] = []
  const found: string[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', part = '', methods = ''] = /^(.*?)[├└]── (.*?) \((.*)\)$/.exec(line) ?? []
    if (part === '') continue
    path.length = indent.length / 4
    path.push(part)
    for (const method of methods.split(', ')) {
      // Answered from the route of GET by the framework.
      if (method !== 'HEAD') found.push(`${method} ${path.join('').replace(/(?<=.)\/$/, '')}`)
    }
  }
  await app.close()
  return found
}
