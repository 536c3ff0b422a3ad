import { setTimeout } from 'node:timers/promises'
import { collectDefaultMetrics } from 'prom-client'
import { buildApp } from './app.ts'
import { seedFirstMatters } from './demonstration/seed-matters.ts'
import { openInstallation } from './installation.ts'
import { jobHandlers } from './job-handlers.ts'
import { missingChannels, openChannels } from './notification/open-channels.ts'
import { readConfig } from './platform/config.ts'
import { isOutage } from './platform/http.ts'
import { startJobs } from './platform/jobs.ts'
import { createLog } from './platform/log.ts'
import { loadPortal } from './portal/load-portal.ts'
import { demoAccounts, demoPassword } from './staff/demo.ts'

const longestStopMs = 60_000

const say = (line: string) => process.stdout.write(`${line}\n`)

/** What has been started, to be ended in the opposite order. */
const running: (() => Promise<unknown>)[] = []
let ending: Promise<void> | null = null
const end = (): Promise<void> => {
  ending ??= (async () => {
    for (const stop of running.reverse()) await stop()
  })()
  return ending
}
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // Requests and jobs under way are finished first; one that hangs does not hold the machine for ever.
    globalThis.setTimeout(() => process.exit(1), longestStopMs).unref()
    end().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
}

const start = async (): Promise<void> => {
  const config = readConfig(process.env)
  const log = createLog(process.env.LOG_LEVEL ?? 'warn')
  const { platform, ownerUrl, close } = await openInstallation(config, { log, say, alone: true })
  running.push(close)
  // The queue's library drops some promises when its connection dies at work. The job is given back and done again; anything else that
  // nobody waits for is a fault of ours and ends the process.
  process.on('unhandledRejection', (error) => {
    if (!isOutage(error)) throw error
    log.warn({ err: error }, 'a connection died at work')
  })
  if (config.demo) await seedFirstMatters(platform, ownerUrl)
  const channels = openChannels(config)
  const jobs = await startJobs(platform, ownerUrl, jobHandlers(platform, channels))
  running.push(() => jobs.stop())
  // What fell due while the platform stood, and a calendar that came with this release, need not wait for the hour.
  await jobs.addJob('matter.sweep', {}, { jobKey: 'matter.sweep' })
  const app = await buildApp(platform, await loadPortal())
  collectDefaultMetrics({ register: app.metrics.registry })
  const address = await app.listen({ port: config.port, host: config.host })
  running.push(async () => {
    app.beginStop()
    // Whoever shares out the requests asks `/ready` and takes this process off its list before the door closes.
    if (config.stopDelayMs > 0) await setTimeout(config.stopDelayMs)
    await app.close()
  })

  say(`维权一张网 ready: ${address}`)
  for (const line of missingChannels(config)) say(line)
  if (!config.demo) return
  say('')
  say(`演示账号（工作台 ${address}/workbench/ ，口令均为 ${demoPassword}）：`)
  for (const { username, name, shows } of demoAccounts) say(`  ${username.padEnd(10)} ${name}  ${shows ?? ''}`)
}

try {
  await start()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  if (process.env.LOG_LEVEL === 'debug' && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  // What was started before it went wrong is ended too; the database would otherwise stay behind.
  await end().catch(() => {})
  process.exit(1)
}
