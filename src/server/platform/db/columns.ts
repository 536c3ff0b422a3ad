import type { ColumnType } from 'kysely'

/** timestamptz: a Date comes out, ISO text goes in. */
export type Timestamp = ColumnType<Date, string, string>
export type NullableTimestamp = ColumnType<Date | null, string | null, string | null>
/** date: kept as text (`YYYY-MM-DD`), see the type parser in `pool.ts`. */
export type DateText = string
