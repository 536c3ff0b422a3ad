import { readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Things that must be whole or absent are made under a name of this process, `<path>.new-<pid>`, and renamed at the end.
 * A killed process leaves its draft behind; the next start sweeps it away.
 */
export const draftOf = (path: string): string => `${path}.new-${process.pid}`

/** Puts the finished draft in its place; false, and the draft removed, when another process was faster. */
export async function finishDraft(path: string): Promise<boolean> {
  try {
    await rename(draftOf(path), path)
    return true
  } catch (error) {
    if (!(await stat(path).catch(() => null))) throw error
    await rm(draftOf(path), { recursive: true, force: true })
    return false
  }
}

/** Removes what killed processes left in `folder`. */
export async function sweepDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(/\.new-(\d+)(\.password)?$/.exec(name)?.[1])
    if (!pid) continue
    const path = join(folder, name)
    const made = await stat(path).catch(() => null)
    // Another start may be at work in it right now. An alive number that is only a namesake keeps it for ten minutes.
    const recent = made !== null && Date.now() - made.mtimeMs < 600_000
    const abandoned = pid === process.pid || !isAlive(pid) || !recent
    // The initdb of a killed start may still be writing; it ends when its folder is gone.
    if (abandoned) await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
