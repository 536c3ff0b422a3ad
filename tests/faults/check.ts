import { createHash } from 'node:crypto'
import pg from 'pg'
import { openMessage } from '../../src/server/message/message-text.ts'
import { readConfig } from '../../src/server/platform/config.ts'
import { createPlatform } from '../../src/server/platform/create-platform.ts'
import { createLog } from '../../src/server/platform/log.ts'
import { verify } from '../../src/server/record/verify.ts'
import type { Acknowledged } from './load.ts'

/** What was found after the falls. All lists are empty when nothing was lost and nothing is half. */
export interface Findings {
  readonly matters: number
  readonly events: number
  readonly recordHolds: boolean
  readonly lostSubmissions: readonly string[]
  readonly lostFiles: readonly string[]
  readonly lostMessages: readonly string[]
  readonly lostSteps: readonly string[]
  /** Acknowledged matters whose job never made their documents, and jobs that gave up. */
  readonly lostJobs: readonly string[]
  /** Events without their audit row or the other way round. */
  readonly halfSteps: readonly string[]
}

/** Waits until no job is due. @throws after `longestMs`, naming what is left. */
export const drainJobs = async (ownerUrl: string, longestMs: number): Promise<void> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    for (const end = performance.now() + longestMs; ; ) {
      const { rows } = await client.query<{ task: string; jobs: string; error: string | null }>(
        `select t.identifier as task, count(*) as jobs, max(j.last_error) as error
         from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
         where (j.run_at <= now() or j.attempts > 0) and t.identifier not in ('notification.sweep') group by 1`,
      )
      if (rows.length === 0) return
      // What failed during a fall waits for its next try; the falls are over, so it need not wait.
      await client.query(
        'update graphile_worker._private_jobs set run_at = now() where attempts > 0 and run_at > now() and locked_at is null',
      )
      if (performance.now() > end) throw new Error(`jobs left: ${JSON.stringify(rows)}`)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  } finally {
    await client.end()
  }
}

/** Compares what was acknowledged with what is there. */
export const check = async (
  dataDir: string,
  ownerUrl: string,
  acknowledged: Acknowledged,
  begun: string,
): Promise<Findings> => {
  const platform = createPlatform(
    readConfig({ DATA_DIR: dataDir, DATABASE_URL: ownerUrl }),
    ownerUrl,
    createLog('warn'),
  )
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const one = async (sql: string, values: readonly unknown[]) => (await owner.query(sql, [...values])).rows[0]
    const lostSubmissions: string[] = []
    const lostJobs: string[] = []
    for (const [submissionId, { matterId, number }] of acknowledged.submissions) {
      const row = await one('select id, number from matter where submission_id = $1', [submissionId])
      if (row?.id !== matterId || row?.number !== number) lostSubmissions.push(submissionId)
      const filed = await one('select count(*)::int as documents from document where matter_id = $1', [matterId])
      if (filed.documents === 0) lostJobs.push(`documents of ${number}`)
    }
    const failed = await owner.query('select id from graphile_worker._private_jobs where attempts >= max_attempts')
    lostJobs.push(...failed.rows.map((row) => `job ${row.id}`))

    const lostFiles: string[] = []
    for (const [uploadId, sha256] of acknowledged.uploads) {
      const row = await one("select encode(sha256, 'hex') as sha256 from upload where id = $1", [uploadId])
      const hash = createHash('sha256')
      try {
        for await (const chunk of platform.files.read(Buffer.from(sha256, 'hex'))) hash.update(chunk)
      } catch {
        hash.update('not there')
      }
      if (row?.sha256 !== sha256 || hash.digest('hex') !== sha256) lostFiles.push(uploadId)
    }
    const lostMessages: string[] = []
    for (const [id, { matterId, text }] of acknowledged.messages) {
      const row = await one('select matter_id, text_sealed from message where id = $1', [id])
      const there = row?.matter_id === matterId && openMessage(platform.crypto, row.text_sealed) === text
      if (!there) lostMessages.push(id)
    }
    const lostSteps: string[] = []
    for (const [matterId, event] of acknowledged.steps) {
      const row = await one('select count(*)::int as events from matter_event where matter_id = $1 and type = $2', [
        matterId,
        event,
      ])
      if (row.events !== 1) lostSteps.push(`${event} of ${matterId}: ${row.events}`)
    }
    const halves = await owner.query<{ what: string }>(
      `
      select e.what from (
        select matter_id::text as id, case type when 'MatterSubmitted' then 'matter.submit' else 'matter.start-review' end as what
        from matter_event where type in ('MatterSubmitted', 'ReviewStarted')
          and matter_id in (select id from matter where submitted_at >= $1)) e
      full join (select object_id as id, action as what from audit where action in ('matter.submit', 'matter.start-review')) a
        using (id, what)
      where e.id is null or a.id is null`,
      [begun],
    )
    const { matters, events, ok } = await verify(platform)
    return {
      matters,
      events,
      recordHolds: ok,
      lostSubmissions,
      lostFiles,
      lostMessages,
      lostSteps,
      lostJobs,
      halfSteps: halves.rows.map(({ what }) => what),
    }
  } finally {
    await owner.end()
    await platform.pool.end()
  }
}
