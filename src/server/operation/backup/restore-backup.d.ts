import type { FastifyBaseLogger } from 'fastify'
import type { Config } from '../../platform/config.ts'
import { type Verification } from '../../record/verify.ts'
import { type Manifest, type ReadEntry, type Tally } from './entries.ts'
import { type Secret } from './sealed-stream.ts'
/** Why nothing was restored; its words are for the operator. */
export declare class RestoreRefused extends Error {
  name: string
}
/** The entries of a backup. The file is read, opened and unpacked as they are taken. */
export declare function entriesIn(file: string, secret: Secret): AsyncGenerator<ReadEntry>
export interface Checked {
  readonly manifest: Manifest
  readonly tally: Tally
}
/**
 * Reads a backup from end to end without keeping anything: opened by this secret, whole, and what it says of itself.
 * @throws BackupUnreadable
 */
export declare const checkBackup: (file: string, secret: Secret) => Promise<Checked>
export interface RestoreDone extends Omit<Tally, 'entry'> {
  readonly madeAt: string
  readonly keys: 'from-backup' | 'from-file'
  /** Migrations of this release that the backup did not have yet, applied after loading. */
  readonly migrated: readonly string[]
  readonly verification: Verification
  readonly seconds: number
}
export interface RestoreOptions {
  readonly file: string
  readonly secret: Secret
  /** The key file of a backup that was made without keys. */
  readonly keysFrom: string | null
  readonly log: FastifyBaseLogger
  readonly say: (line: string) => void
}
/**
 * Makes an installation out of a backup on an empty place: reads the whole file once to see that it is sound, brings the database to the
 * backup's migrations, loads keys, tables, jobs and files, applies what is newer, and recomputes the record.
 * @throws RestoreRefused when the place is not empty, the release can't take this backup or its keys are missing; BackupUnreadable when
 * the file or the secret is wrong. What was made is taken away again.
 */
export declare const restoreBackup: (config: Config, options: RestoreOptions) => Promise<RestoreDone>
