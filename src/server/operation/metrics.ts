import { sql } from 'kysely'
import { Gauge, Histogram, Registry } from 'prom-client'
import { inContext } from '../platform/context.ts'
import type { Platform } from '../platform/platform.ts'

const observer = { kind: 'system', name: 'metrics', scope: { kind: 'system' } } as const

interface Figures {
  readonly overdue: string
  readonly open: string
  readonly waiting: string
  readonly overdue_jobs_seconds: string
  readonly failed: string
  readonly told: string
  readonly told_within: string
}

/** One look at the database for all figures. Each count has its partial index. */
const readFigures = (platform: Platform): Promise<Figures> =>
  inContext(
    platform,
    observer,
    'metrics',
    async ({ tx, now }) => {
      const { rows } = await sql<Figures>`
        select (select count(*) from matter m where m.open and m.due_at < ${now}::timestamptz) as overdue,
          (select count(*) from matter m where m.open) as open,
          q.waiting, q.oldest_seconds as overdue_jobs_seconds, q.failed, o.told, o.told_within
        from job_queue_figures() q, lateral (
          select count(*) as told, count(*) filter (where handled_at <= created_at + interval '10 seconds') as told_within
          from outbox where created_at between ${now}::timestamptz - interval '1 hour' and ${now}::timestamptz - interval '10 seconds'
        ) o`.execute(tx)
      const [figures] = rows
      if (!figures) throw new Error('metrics: no figures')
      return figures
    },
    { reads: true },
  )

/** What is measured; `text` is the answer of `/metrics` in Prometheus' format. */
export interface Metrics {
  readonly registry: Registry
  readonly observe: (method: string, route: string, status: number, seconds: number) => void
  readonly text: () => Promise<string>
}

export const createMetrics = (platform: Platform): Metrics => {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Histogram({
    name: 'weiquan_http_request_seconds',
    help: 'Requests by pattern of their route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const gauge = (name: string, help: string) => new Gauge({ name: `weiquan_${name}`, help, registers })
  const pool = new Gauge({
    name: 'weiquan_pool_connections',
    help: 'Connections of this process to the database',
    labelNames: ['state'],
    registers,
  })
  const up = gauge('database_up', '1 when the database answered this look')
  const gauges = {
    overdue: gauge('clocks_overdue', 'Open matters whose running clock is past its due time'),
    open: gauge('matters_open', 'Open matters'),
    waiting: gauge('jobs_waiting', 'Jobs that are due and not done'),
    overdue_jobs_seconds: gauge('jobs_oldest_seconds', 'Age of the oldest job that is due'),
    failed: gauge('jobs_failed', 'Jobs that used up all their tries'),
    told: gauge('outbox_messages', 'Messages of the last hour, at least ten seconds old'),
    told_within: gauge('outbox_within_ten_seconds', 'Those of them that were handled within ten seconds'),
  }
  const share = gauge('outbox_share_within_ten_seconds', 'The share of both; 1 when there were none')
  return {
    registry,
    observe: (method, route, status, seconds) => requests.labels(method, route, String(status)).observe(seconds),
    text: async () => {
      pool.set({ state: 'total' }, platform.pool.totalCount)
      pool.set({ state: 'idle' }, platform.pool.idleCount)
      pool.set({ state: 'waiting' }, platform.pool.waitingCount)
      const figures = await readFigures(platform).catch((error: unknown) => {
        platform.log.warn({ err: error }, 'metrics: the database did not answer')
        return null
      })
      up.set(figures ? 1 : 0)
      if (figures) {
        for (const [name, one] of Object.entries(gauges)) one.set(Number(figures[name as keyof Figures])) // gauges has these keys alone
        share.set(figures.told === '0' ? 1 : Number(figures.told_within) / Number(figures.told))
      }
      return registry.metrics()
    },
  }
}
