import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router'
import { matterSummaryQuery } from '../api/matters.ts'
import { useHasRole, useStaff } from '../session/staff-context.ts'
import { countInWords } from '../words/count.ts'
import { isCurrent, matterRoles, menuFor } from './menu.ts'

export const SideMenu = ({ onChoose }: { onChoose?: () => void }) => {
  const staff = useStaff()
  const { pathname, search } = useLocation()
  const summary = useQuery({ ...matterSummaryQuery, enabled: useHasRole(matterRoles) }).data
  return (
    <nav aria-label="工作台" className="side-menu">
      <ul>
        {menuFor(staff.roles).map((entry) => {
          const count = entry.count === undefined ? undefined : summary?.[entry.count]
          const current = isCurrent(entry, pathname, search)
          return (
            <li key={entry.to}>
              <Link to={entry.to} aria-current={current ? 'page' : undefined} onClick={onChoose}>
                <span>{entry.label}</span>
                {count === undefined || (entry.urgent && count === 0) ? null : (
                  <span className={entry.urgent ? 'count urgent' : 'count'}>
                    {countInWords(count)}
                    {entry.urgent ? <span className="vh"> 件超期</span> : null}
                  </span>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
