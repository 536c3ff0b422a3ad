import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { workbenchPaths } from '../../../contract/paths.ts'
import { unreadQuery } from '../api/notifications.ts'
import { countInWords } from '../words/count.ts'

/** The way to what one has been told, with how many are unread. Shows no figure while it is not known. */
export const Bell = () => {
  const unread = useQuery(unreadQuery).data?.unread ?? 0
  return (
    <Link className="bell" to={workbenchPaths.notifications()}>
      通知
      {unread === 0 ? null : (
        <b className="count urgent">
          {countInWords(unread)}
          <span className="vh"> 条未读</span>
        </b>
      )}
    </Link>
  )
}
