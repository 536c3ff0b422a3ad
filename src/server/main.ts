import { pino } from 'pino'
import { buildApp } from './app.ts'
import { seedFirstMatters } from './demonstration/seed-matters.ts'
import { openInstallation } from './installation.ts'
import { lapseSupplement, sweep } from './matter/jobs.ts'
import { readConfig } from './platform/config.ts'
import { startJobs } from './platform/jobs.ts'
import { loadPortal } from './portal/load-portal.ts'
import { demoAccounts, demoPassword } from './staff/demo.ts'
import { clearExpired } from './submission/clear-expired.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Starts what is needed in order, and ends it in the opposite order. */
const start = async (): Promise<void> => {
  const config = readConfig(process.env)
  const log = pino({ level: process.env.LOG_LEVEL ?? 'warn' }, pino.destination(2))
  const { platform, ownerUrl, close } = await openInstallation(config, { log, say, alone: true })
  if (config.demo) await seedFirstMatters(platform, ownerUrl)
  const jobs = await startJobs(platform, ownerUrl, {
    'matter.lapse-supplement': ({ matterId }) => lapseSupplement(platform, matterId),
    'matter.sweep': async () => {
      await sweep(platform)
    },
    'submission.clear-expired': async () => {
      await clearExpired(platform)
    },
  })
  const app = await buildApp(platform, await loadPortal())
  const address = await app.listen({ port: config.port, host: config.host })

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await app.close()
    await jobs.stop()
    await close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)

  say(`维权一张网 ready: ${address}`)
  if (config.demo) {
    say('')
    say(`演示账号（工作台 ${address}/workbench/ ，口令均为 ${demoPassword}）：`)
    for (const account of demoAccounts)
      say(`  ${account.username.padEnd(12)} ${account.name}  ${account.roles.join('、')}`)
  }
}

try {
  await start()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  if (process.env.LOG_LEVEL === 'debug' && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  process.exit(1)
}
