import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '../src/server/platform/postgres/draft.ts'
import { removeEmbeddedPostgres } from '../src/server/platform/postgres/launcher.ts'

/** A temporary folder that may hold an embedded PostgreSQL. */
export type Scratch = { readonly path: string; readonly remove: () => Promise<void> }

/**
 * Makes a temporary folder for this run, after removing those of runs that were killed, their database servers included. The
 * folder's name carries the number of the process that made it.
 */
export async function makeScratch(): Promise<Scratch> {
  await sweep()
  const path = await mkdtemp(join(tmpdir(), `weiquan-test-${process.pid}-`))
  // The database server may run as another user, who must be able to pass.
  await chmod(path, 0o711)
  return { path, remove: () => remove(path) }
}

async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(/^weiquan-test-(\d+)-/.exec(name)?.[1])
    // A folder of another user can't be removed and is not ours to remove.
    if (pid && !isAlive(pid)) await remove(join(tmpdir(), name)).catch(() => {})
  }
}

async function remove(path: string): Promise<void> {
  await removeEmbeddedPostgres(path)
  await rm(path, { recursive: true, force: true })
}
