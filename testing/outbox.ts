import { outboxFields } from '../src/server/notification/notify.ts'
import type { Platform } from '../src/server/platform/platform.ts'
import type { TestDatabase } from './database.ts'

/** A message as it waits to be sent. */
export interface Sent {
  readonly template: string
  readonly to: { readonly phone: string | null; readonly mail: string | null }
  readonly data: Readonly<Record<string, string | number>>
}

/** What is on its way to an address (to everybody when none is given), the last written first, whatever the clock said. */
export const sentTo = async (
  platform: Platform,
  database: TestDatabase,
  address?: string,
): Promise<readonly Sent[]> => {
  const { rows } = await database.ownerPool.query<{ template: string; to_sealed: Buffer; data_sealed: Buffer }>(
    'select template, to_sealed, data_sealed from outbox where to_sealed is not null order by xmin::text::bigint desc, id desc',
  )
  return rows
    .map((row) => ({
      template: row.template,
      // Written by `notify`.
      to: JSON.parse(platform.crypto.open(outboxFields.to, row.to_sealed)) as Sent['to'],
      data: JSON.parse(platform.crypto.open(outboxFields.data, row.data_sealed)) as Sent['data'],
    }))
    .filter(({ to }) => address === undefined || to.phone === address || to.mail === address)
}
