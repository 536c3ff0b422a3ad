import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import { retireKey, rotateKeys } from '../server/operation/rotate-keys.ts'
import { keyUseOf } from '../server/operation/sealed-columns.ts'
import { audit } from '../server/platform/audit.ts'
import { inContext } from '../server/platform/context.ts'
import { loadKeys } from '../server/platform/key-file.ts'
import type { Platform } from '../server/platform/platform.ts'
import { type Command, UsageError } from './command.ts'
import { withInstallation } from './installation.ts'

const operator = () => ({
  kind: 'system' as const,
  name: `command line (${userInfo().username})`,
  scope: { kind: 'system' as const },
})

const leaveTrace = (platform: Platform, action: string, detail: Record<string, unknown>): Promise<void> =>
  inContext(platform, operator(), 'command-line', (ctx) =>
    audit(ctx, { action, objectKind: 'key', objectId: String(detail.key), detail }),
  )

/** Looks after the keys of sealed data, also beside a running platform. */
export const keys: Command = {
  summary: 'seals everything under a new key while the platform runs; shows and retires keys',
  usage:
    'keys rotate              (a new key of CRYPTO_SUITE; go on with the same command after a kill)\n' +
    'keys status\n' +
    'keys retire --key ID     (takes an old key out of the file; refused while any value needs it)',
  run: async ([verb, ...argv], io) => {
    const { values } = parseArgs({ args: argv, options: { key: { type: 'string' } } })
    const { key } = values
    if (verb === 'retire' && key === undefined) throw new UsageError('--key: given nothing, expected the id of a key')
    if (verb !== 'retire' && key !== undefined) throw new UsageError('--key: expected with keys retire only')
    return withInstallation(io, async ({ platform, ownerUrl }) => {
      const { dataDir, cryptoSuite: suite } = platform.config
      switch (verb) {
        case 'rotate': {
          const done = await rotateKeys({ dataDir, ownerUrl, suite })
          const { rows, seconds, failed } = done
          await leaveTrace(platform, 'keys.rotate', { key: done.key, suite, rows, failed })
          io.answer({ ...done, rowsPerSecond: seconds > 0 ? Math.round(rows / seconds) : rows })
          return done.left === 0 ? 0 : 1
        }
        case 'status': {
          const file = loadKeys(dataDir, suite)
          const uses = await keyUseOf(ownerUrl)
          io.answer({ current: file.current, suite, keys: Object.keys(file.keys), rotation: file.rotation, uses })
          return 0
        }
        case 'retire': {
          const done = await retireKey(dataDir, ownerUrl, key ?? '')
          if (done.retired) await leaveTrace(platform, 'keys.retire', { key: done.key })
          io.answer(done)
          return done.retired ? 0 : 1
        }
        default:
          throw new UsageError(
            `keys: given ${verb === undefined ? 'nothing' : `"${verb}"`}, expected rotate, status or retire`,
          )
      }
    })
  },
}
