import { type Installation, openInstallation } from '../server/installation.ts'
import { type Config, readConfig } from '../server/platform/config.ts'
import { createLog } from '../server/platform/log.ts'
import type { Io } from './command.ts'

/** The environment belongs to the process; only the outermost layer reads it. */
export const readSurroundings = (): Config => readConfig(process.env)

/** Runs a command on the installation that the environment names (DATA_DIR or DATABASE_URL), also beside a running platform. */
export const withInstallation = async <T>(io: Io, work: (installation: Installation) => Promise<T>): Promise<T> => {
  const config = readSurroundings()
  const log = createLog('warn')
  const installation = await openInstallation(config, { log, say: io.tell, alone: false })
  try {
    return await work(installation)
  } finally {
    await installation.close()
  }
}
