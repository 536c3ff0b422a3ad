import { useInfiniteQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { Navigate, useSearchParams } from 'react-router'
import type { MatterRow } from '../../../contract/matter.ts'
import { matterPagesQuery } from '../api/matters.ts'
import { todayInChina } from '../clock.ts'
import { MatterRowLine, matterColumns } from '../matters/MatterRowLine.tsx'
import { MoreButton } from '../matters/MoreButton.tsx'
import { useHasRole, useStaff } from '../session/staff-context.ts'
import { Loading } from '../shell/Loading.tsx'
import { matterRoles, menuFor } from '../shell/menu.ts'
import { PageHead } from '../shell/PageHead.tsx'
import { Trouble } from '../shell/Trouble.tsx'
import { type DueGroup, dueGroup, dueGroupLabels } from '../words/remaining.ts'
import { InboxFilters, readInboxFilters } from './InboxFilters.tsx'

/** What the day asks for: open matters by what is due. Staff without matters start at their first menu entry. */
export const InboxPage = () => {
  const { roles } = useStaff()
  const [first] = menuFor(roles)
  if (!useHasRole(matterRoles) && first !== undefined) return <Navigate to={first.to} replace />
  return <Inbox />
}

const Inbox = () => {
  const [address] = useSearchParams()
  const filters = readInboxFilters(address)
  const pages = useInfiniteQuery(matterPagesQuery({ view: 'inbox', ...filters }))
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <>
      <PageHead title="今日待办" />
      <section className="card list-card" aria-label="待办事项">
        <InboxFilters />
        {pages.isPending ? <Loading what="待办事项" /> : null}
        {pages.isError ? <Trouble error={pages.error} onRetry={() => pages.refetch()} /> : null}
        {pages.isSuccess && rows.length === 0 ? <Empty filtered={address.size > 0} /> : null}
        {rows.length > 0 ? <InboxTable rows={rows} /> : null}
        <MoreButton pages={pages} shown={rows.length} />
      </section>
    </>
  )
}

const Empty = ({ filtered }: { filtered: boolean }) => (
  <p className="empty">{filtered ? '没有符合这些条件的待办事项。' : '现在没有待办事项。'}</p>
)

const InboxTable = ({ rows }: { rows: readonly MatterRow[] }) => {
  const today = todayInChina()
  // The server orders by what is due, so each heading stands once, before its first row.
  const headed = rows.map((row, index) => {
    const group = dueGroup(row.remaining, row.dueOn, today)
    const before = rows[index - 1]
    const isFirst = before === undefined || dueGroup(before.remaining, before.dueOn, today) !== group
    return { row, heading: isFirst ? group : null }
  })
  return (
    <table className="list">
      <caption className="vh">待办事项，按到期先后排列</caption>
      <thead>
        <tr>
          {matterColumns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {headed.map(({ row, heading }) => (
          <Fragment key={row.id}>
            {heading === null ? null : <GroupHeading group={heading} />}
            <MatterRowLine row={row} />
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

const GroupHeading = ({ group }: { group: DueGroup }) => (
  <tr className={`group ${group}`}>
    <th colSpan={matterColumns.length} scope="colgroup">
      {dueGroupLabels[group]}
    </th>
  </tr>
)
