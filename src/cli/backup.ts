import { access, constants, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkBackup, RestoreRefused, restoreBackup } from '../server/operation/backup/restore-backup.ts'
import { BackupUnreadable, type Secret } from '../server/operation/backup/sealed-stream.ts'
import { writeBackup } from '../server/operation/backup/write-backup.ts'
import { createLog } from '../server/platform/log.ts'
import { type Command, type Io, UsageError } from './command.ts'
import { readSurroundings, withInstallation } from './installation.ts'

const shortestPassphrase = 12
const shortestKeyBytes = 32

const secretOptions = { 'passphrase-file': { type: 'string' }, 'key-file': { type: 'string' } } as const

const read = (option: string, path: string): Promise<Buffer> =>
  readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError(`--${option}: given "${path}", expected a file that can be read (${cause.code})`)
  })

const readSecret = async (values: { 'passphrase-file'?: string; 'key-file'?: string }): Promise<Secret> => {
  const { 'passphrase-file': passphraseFile, 'key-file': keyFile } = values
  if ((passphraseFile === undefined) === (keyFile === undefined)) {
    throw new UsageError('expected either --passphrase-file or --key-file')
  }
  if (keyFile !== undefined) {
    const bytes = await read('key-file', keyFile)
    if (bytes.length < shortestKeyBytes) {
      throw new UsageError(`--key-file: given ${bytes.length} bytes, expected at least ${shortestKeyBytes} random ones`)
    }
    return { kind: 'key-file', bytes }
  }
  // One line; the line end that an editor adds is not part of it.
  const text = (await read('passphrase-file', passphraseFile ?? '')).toString('utf8').replace(/\r?\n$/, '')
  if ([...text].length < shortestPassphrase || text.includes('\n')) {
    throw new UsageError(`--passphrase-file: expected one line of at least ${shortestPassphrase} characters`)
  }
  return { kind: 'passphrase', bytes: Buffer.from(text.normalize('NFC')) }
}

const sayNo = (io: Io, error: unknown): 1 => {
  if (!(error instanceof BackupUnreadable || error instanceof RestoreRefused)) throw error
  io.answer({ ok: false, reason: error.message })
  return 1
}

const required = (option: string, value: string | undefined): string => {
  if (value === undefined || value === '') throw new UsageError(`--${option}: given nothing, expected a file`)
  return resolve(value)
}

export const backup: Command = {
  summary: 'writes database, files and keys into one sealed file while the platform runs; checks such a file',
  usage:
    'backup --to FILE (--passphrase-file FILE | --key-file FILE) [--without-keys]\n' +
    'backup --check FILE (--passphrase-file FILE | --key-file FILE)   (reads it from end to end, restores nothing)',
  run: async (argv, io) => {
    const { values } = parseArgs({
      args: argv,
      options: {
        ...secretOptions,
        to: { type: 'string' },
        check: { type: 'string' },
        'without-keys': { type: 'boolean' },
      },
    })
    const secret = await readSecret(values)
    if (values.check !== undefined) {
      try {
        const { manifest, tally } = await checkBackup(required('check', values.check), secret)
        io.answer({ ok: true, ...manifest, ...tally, entry: undefined, migrations: manifest.migrations.length })
        return 0
      } catch (error) {
        return sayNo(io, error)
      }
    }
    const to = required('to', values.to)
    return withInstallation(io, async ({ platform, ownerUrl }) => {
      const done = await writeBackup(platform, ownerUrl, { to, secret, withKeys: values['without-keys'] !== true })
      io.tell(
        done.keys === 'included'
          ? '备份里有密钥：拿到备份和口令的人能读到一切。请把口令放在备份之外的地方。'
          : `备份里没有密钥：请另外保存 ${platform.config.dataDir}/keys/field-keys.json，恢复时用 --keys 指出。`,
      )
      io.answer(done)
      return 0
    })
  },
}

export const restore: Command = {
  summary: 'makes an installation out of a backup, in an empty DATA_DIR (and an empty DATABASE_URL), and verifies it',
  usage:
    'restore --from FILE (--passphrase-file FILE | --key-file FILE) [--keys FILE]   (--keys: for a backup without keys)',
  run: async (argv, io) => {
    const { values } = parseArgs({
      args: argv,
      options: { ...secretOptions, from: { type: 'string' }, keys: { type: 'string' } },
    })
    const file = required('from', values.from)
    const secret = await readSecret(values)
    const keysFrom = values.keys === undefined ? null : required('keys', values.keys)
    if (keysFrom !== null) await read('keys', keysFrom)
    await access(file, constants.R_OK).catch((cause: NodeJS.ErrnoException) => {
      throw new UsageError(`--from: given "${file}", expected a file that can be read (${cause.code})`)
    })
    try {
      const log = createLog('warn')
      const done = await restoreBackup(readSurroundings(), { file, secret, keysFrom, log, say: io.tell })
      io.answer({ ok: done.verification.ok, ...done })
      return done.verification.ok ? 0 : 1
    } catch (error) {
      return sayNo(io, error)
    }
  },
}
