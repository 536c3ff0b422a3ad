/** What a run of one operation took. Times in milliseconds. */
export interface Measured {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly perSecond: number
  readonly errors: number
  readonly calls: number
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

/**
 * Calls `call` from `connections` at once, each the next as soon as its last is answered, for `seconds`. Bounded in time and, by
 * `most`, in calls.
 */
export const measure = async (
  call: (turn: number) => Promise<boolean>,
  { connections = 8, seconds = 4, most = 200_000 }: { connections?: number; seconds?: number; most?: number } = {},
): Promise<Measured> => {
  const times: number[] = []
  let errors = 0
  let turn = 0
  const started = performance.now()
  const end = started + seconds * 1000
  const run = async () => {
    while (performance.now() < end && turn < most) {
      const mine = turn
      turn += 1
      const begin = performance.now()
      const good = await call(mine)
      times.push(performance.now() - begin)
      if (!good) errors += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, run))
  const tookSeconds = (performance.now() - started) / 1000
  const sorted = times.sort((a, b) => a - b)
  return {
    p50: at(sorted, 0.5),
    p95: at(sorted, 0.95),
    p99: at(sorted, 0.99),
    perSecond: sorted.length / tookSeconds,
    errors,
    calls: sorted.length,
  }
}
