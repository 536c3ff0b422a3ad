import { setTimeout as pause } from 'node:timers/promises'
import { Logger, parseCronItems, type Runner, run, runMigrations, type TaskList } from 'graphile-worker'
import pg from 'pg'
import { watchWorkers } from './living-workers.ts'
import type { Platform } from './platform.ts'

/** What each job is given. */
export interface JobPayloads {
  /** The time to supplement is over: the matter is deemed withdrawn unless it was answered meanwhile. */
  'matter.lapse-supplement': { readonly matterId: string }
  /** Looks for lapses that no job caught, and for provisional due times under an older calendar. */
  'matter.sweep': Record<string, never>
  /** Makes the application form and the receipt of what was sent in. */
  'document.file-submission': { readonly matterId: string }
  /** Nobody collected a document in time: it goes the next way. */
  'document.move-service': { readonly matterId: string; readonly documentId: string }
  /** Removes expired drafts and files that no submission took. */
  'submission.clear-expired': Record<string, never>
  /** Tells those who can be reached that their draft ends soon. */
  'submission.announce-expiry': Record<string, never>
  /** Sends one message of the outbox; a second run of the same one does nothing. */
  'notification.send': { readonly outboxId: string }
  /** Finds messages whose job was lost, and empties those that nobody needs any more. */
  'notification.sweep': Record<string, never>
  /** Tells officers and applicants which time limits end soon. */
  'notification.warn': Record<string, never>
}
export type JobName = keyof JobPayloads
export type JobHandlers = { readonly [Name in JobName]: (payload: JobPayloads[Name]) => Promise<void> }

/**
 * Makes the queue's own tables and lets the app add jobs in its transactions. Run by the owner. The queue's tables stand behind row
 * security that lets nobody but their owner in, so the app is given one function that runs as the owner.
 */
export const migrateJobs = async (ownerUrl: string): Promise<void> => {
  await runMigrations({ connectionString: ownerUrl, logger: undefined })
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    // One transaction; two first starts at once take turns.
    await client.query(`
      select pg_advisory_xact_lock(hashtext('weiquan add_job'));
      create or replace function add_job(name text, payload json, run_at timestamptz, key text) returns void
        language sql security definer set search_path = ''
        as $$ select graphile_worker.add_job(name, payload, run_at => run_at, job_key => key) $$;
      revoke all on function add_job from public;
      grant execute on function add_job to weiquan_app;
      create or replace function job_queue_figures(out waiting bigint, out oldest_seconds double precision, out failed bigint)
        language sql stable security definer set search_path = ''
        as $$ select count(*) filter (where run_at <= now() and attempts < max_attempts),
            coalesce(extract(epoch from now() - min(run_at) filter (where run_at <= now() and attempts < max_attempts)), 0),
            count(*) filter (where attempts >= max_attempts)
          from graphile_worker._private_jobs $$;
      revoke all on function job_queue_figures from public;
      grant execute on function job_queue_figures to weiquan_app`)
  } finally {
    await client.end()
  }
}

/** When the queue adds a job by itself; times in UTC. */
const regular: readonly { readonly task: JobName; readonly match: string }[] = [
  { task: 'matter.sweep', match: '7 * * * *' },
  { task: 'notification.sweep', match: '* * * * *' },
  // 09:00 in China.
  { task: 'notification.warn', match: '0 1 * * *' },
  { task: 'submission.clear-expired', match: '20 3 * * *' },
  // 09:05 in China.
  { task: 'submission.announce-expiry', match: '5 1 * * *' },
]

/** The queue at work. */
export interface Jobs {
  readonly addJob: Runner['addJob']
  /** Done when the jobs under way are done. */
  readonly stop: () => Promise<void>
}

/**
 * Works off the queue inside this process, the jobs of `handlers` alone. A job that throws is tried again with growing delay by the
 * queue.
 */
export const startJobs = async (
  platform: Platform,
  ownerUrl: string,
  handlers: Partial<JobHandlers>,
): Promise<Jobs> => {
  const taskList: TaskList = {}
  for (const [name, handle] of Object.entries(handlers)) {
    // Payloads are written by `ctx.jobs.add`, typed by JobPayloads; the queue itself knows JSON only.
    taskList[name] = async (payload) => (handle as (payload: unknown) => Promise<void>)(payload)
  }
  const { log } = platform
  const living = await watchWorkers(ownerUrl, log)
  const begin = () =>
    run({
      events: living.events,
      connectionString: ownerUrl,
      // Some wait for a mail server that does not answer; the clocks of the law must not wait with them.
      concurrency: 6,
      maxPoolSize: 6,
      noHandleSignals: true,
      pollInterval: 2000,
      taskList,
      parsedCronItems: parseCronItems(
        regular
          .filter(({ task }) => handlers[task])
          .map(({ task, match }) => ({ task, match, options: { jobKey: task } })),
      ),
      logger: new Logger(() => (level, message) => {
        if (level === 'error' || level === 'warning')
          log[level === 'error' ? 'error' : 'warn']({ jobs: message }, 'jobs')
      }),
    })
  let stopping = false
  let runner = await begin()
  /** A runner that lost its database in the middle of a job ends for good; another one takes its place. */
  const watch = (current: Runner): void => {
    const ended = current.promise.catch((error: unknown) => log.error({ err: error }, 'the queue ended'))
    void ended.then(async () => {
      await living.letGo()
      for (let waitMs = 500; !stopping; waitMs = Math.min(waitMs * 2, 10_000)) {
        await pause(waitMs)
        try {
          runner = await begin()
          return watch(runner)
        } catch (error) {
          log.warn({ err: error }, 'the queue can’t begin yet')
        }
      }
    })
  }
  watch(runner)
  // A worker that could not write down how its job ended is gone, while its pool goes on with one fewer and keeps the job; and an
  // answer that was lost on its way may have named a job that the pool now holds without knowing. Then the whole runner ends, what it
  // still holds is given back, and another one begins.
  const beginAnew = () => {
    if (!stopping) runner.stop().catch(() => {})
  }
  living.events.on('worker:fatalError', beginAnew)
  living.events.on('worker:getJob:error', beginAnew)
  return {
    addJob: (name, payload, spec) => runner.addJob(name, payload, spec),
    stop: async () => {
      stopping = true
      // One that has ended by itself says so; there is nothing left to stop then.
      await runner.stop().catch(() => {})
      await living.stop()
    },
  }
}
