import { type Installation, openInstallation } from '../server/installation.ts'
import { readConfig } from '../server/platform/config.ts'
import { createLog } from '../server/platform/log.ts'
import type { Io } from './command.ts'

/** Runs a command on the installation that the environment names (DATA_DIR or DATABASE_URL), also beside a running platform. */
export const withInstallation = async <T>(io: Io, work: (installation: Installation) => Promise<T>): Promise<T> => {
  // The environment belongs to the process; only the outermost layer reads it.
  const config = readConfig(process.env)
  const log = createLog('warn')
  const installation = await openInstallation(config, { log, say: io.tell, alone: false })
  try {
    return await work(installation)
  } finally {
    await installation.close()
  }
}
