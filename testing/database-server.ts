import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../src/server/platform/migrate.ts'
import { startEmbeddedPostgres } from '../src/server/platform/postgres/launcher.ts'
import { makeScratch } from './scratch.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Owner's connection string of the specs' PostgreSQL, on its maintenance database. */
    postgresUrl: string
  }
}

/** The database each spec file's own one is cloned from. */
export const templateName = 'spec_template'

/** Vitest's global setup of the project `server`: one PostgreSQL for the run, with a migrated template database. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const scratch = await makeScratch()
  const server = await startEmbeddedPostgres({ dataDir: scratch.path, log: () => {}, durable: false })
  const teardown = async () => {
    await server.stop()
    await scratch.remove()
  }
  try {
    const maintenance = onDatabase(server.url, 'postgres')
    await prepareTemplate(maintenance)
    project.provide('postgresUrl', maintenance)
    return teardown
  } catch (error) {
    await teardown()
    throw error
  }
}

async function prepareTemplate(maintenanceUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenanceUrl })
  await client.connect()
  await client.query(`create database ${templateName}`)
  await client.end()
  await migrate(onDatabase(maintenanceUrl, templateName))
}

export function onDatabase(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}
