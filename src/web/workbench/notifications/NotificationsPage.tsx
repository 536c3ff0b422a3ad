import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { Link } from 'react-router'
import type { StaffNotification } from '../../../contract/notification.ts'
import { workbenchPaths } from '../../../contract/paths.ts'
import { markSeen, ownNotificationsKey, ownNotificationsQuery } from '../api/notifications.ts'
import { MoreButton } from '../matters/MoreButton.tsx'
import { Loading } from '../shell/Loading.tsx'
import { PageHead } from '../shell/PageHead.tsx'
import { Trouble } from '../shell/Trouble.tsx'
import { momentInWords } from '../words/moment.ts'

/** What one has been told at the desk. Opening the matter notes that it was seen. */
export const NotificationsPage = () => {
  const pages = useInfiniteQuery(ownNotificationsQuery)
  const client = useQueryClient()
  const seeing = useMutation({
    mutationFn: markSeen,
    onSuccess: () => client.invalidateQueries({ queryKey: ownNotificationsKey }),
  })
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  const unread = pages.data?.pages[0]?.unread ?? 0
  return (
    <>
      <PageHead title="通知">
        {unread === 0 ? null : (
          <Button loading={seeing.isPending} onClick={() => seeing.mutate({ all: true })}>
            全部标为已读（{unread}）
          </Button>
        )}
      </PageHead>
      <section className="card list-card" aria-label="通知">
        {pages.isPending ? <Loading what="通知" /> : null}
        {pages.isError ? <Trouble error={pages.error} onRetry={() => pages.refetch()} /> : null}
        {seeing.isError ? <Trouble error={seeing.error} /> : null}
        {pages.isSuccess && rows.length === 0 ? <p className="empty">还没有通知。</p> : null}
        <ul className="told">
          {rows.map((row) => (
            <Told key={row.id} row={row} onSeen={() => seeing.mutate({ ids: [row.id] })} />
          ))}
        </ul>
        <MoreButton pages={pages} shown={rows.length} />
      </section>
    </>
  )
}

const Told = ({ row, onSeen }: { row: StaffNotification; onSeen: () => void }) => (
  <li className={row.readAt === null ? 'fresh' : undefined}>
    <p>
      {row.readAt === null ? <Tag color="blue">未读</Tag> : null}
      {row.matterId === null ? (
        <b>{row.subject}</b>
      ) : (
        <Link to={workbenchPaths.matter(row.matterId)} onClick={row.readAt === null ? onSeen : undefined}>
          <b>{row.subject}</b>
        </Link>
      )}
    </p>
    <p>{row.text}</p>
    <p className="soft">
      {momentInWords(row.at)}
      {row.readAt === null ? (
        <Button type="link" size="small" aria-label={`标为已读：${row.subject}`} onClick={onSeen}>
          标为已读
        </Button>
      ) : null}
    </p>
  </li>
)
