import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { matterCountQuery, matterPagesQuery } from '../api/matters.ts'
import { Loading } from '../shell/Loading.tsx'
import { PageHead } from '../shell/PageHead.tsx'
import { Trouble } from '../shell/Trouble.tsx'
import { countInWords } from '../words/count.ts'
import { readFilters, toQuery } from './filters.ts'
import { MatterFilters } from './MatterFilters.tsx'
import { MatterRowLine, matterColumns } from './MatterRowLine.tsx'
import { MoreButton } from './MoreButton.tsx'

/** As the menu calls it. */
const titleOf = ({ mineOnly, status }: ReturnType<typeof readFilters>) =>
  mineOnly === 'true' ? '我的事项' : status === 'accepted' ? '待指派' : '全部事项'

export const MattersPage = () => {
  const [address] = useSearchParams()
  const filters = readFilters(address)
  const query = toQuery(filters)
  const pages = useInfiniteQuery(matterPagesQuery({ view: 'all', ...query }))
  const count = useQuery(matterCountQuery(query)).data
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <>
      <PageHead title={titleOf(filters)}>
        {count === undefined ? null : (
          <span className="soft" role="status">
            共 {countInWords(count.count, count.capped)} 件
          </span>
        )}
      </PageHead>
      <section className="card list-card" aria-label="事项">
        <MatterFilters />
        {pages.isPending ? <Loading what="事项" /> : null}
        {pages.isError ? <Trouble error={pages.error} onRetry={() => pages.refetch()} /> : null}
        {pages.isSuccess && rows.length === 0 ? (
          <p className="empty">{address.size > 0 ? '没有符合这些条件的事项。' : '还没有事项。'}</p>
        ) : null}
        {rows.length > 0 ? (
          <table className="list">
            <caption className="vh">事项，新的在前</caption>
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
              {rows.map((row) => (
                <MatterRowLine key={row.id} row={row} />
              ))}
            </tbody>
          </table>
        ) : null}
        <MoreButton pages={pages} shown={rows.length} />
      </section>
    </>
  )
}
