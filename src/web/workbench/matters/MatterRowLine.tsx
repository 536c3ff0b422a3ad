import { Tag } from 'antd'
import { Link } from 'react-router'
import type { MatterRow } from '../../../contract/matter.ts'
import { workbenchPaths } from '../../../contract/paths.ts'
import { statusWord } from '../../../contract/refusal-words.ts'
import { useCodeLists } from '../api/code-lists.ts'
import { useStaff } from '../session/staff-context.ts'
import { dayInWords, momentInWords } from '../words/moment.ts'
import { nextBeforeReceipt, nextDeed, waitingLabels } from '../words/next-deed.ts'
import { isShort } from '../words/remaining.ts'

export const matterColumns = ['事项', '状态', '接下来', '期限', '提交'] as const

/** One matter in a list: what it is, what to do next, on whom it waits, how long is left. */
export const MatterRowLine = ({ row }: { row: MatterRow }) => {
  const codes = useCodeLists()
  const staff = useStaff()
  const rights = row.rightTypes.map((type) => codes.label('right-types', type)).join('、')
  return (
    <tr>
      <td data-label="事项" className="main-cell">
        <Link to={workbenchPaths.matter(row.id)} className="row-link">
          {row.title}
        </Link>
        <div className="soft">
          <span className="number">{row.number}</span> · {row.applicantLabel} · {codes.label('matter-kinds', row.kind)}
          {rights === '' ? '' : ` · ${rights}`}
          {row.holder.id === staff.institution.id ? '' : ` · ${row.holder.name}`}
        </div>
      </td>
      <td data-label="状态">
        <Tag variant="outlined" color={row.waitingFor === 'nobody' ? undefined : 'blue'}>
          {statusWord(row.status)}
        </Tag>
        {row.urgency === 'none' ? null : <div className="urgent-text">{codes.label('urgencies', row.urgency)}</div>}
      </td>
      <td data-label="接下来">
        {row.status === 'supplement-noticed' && row.dueRule === null ? nextBeforeReceipt : nextDeed[row.status]}
        <div className="soft">
          {waitingLabels[row.waitingFor]}
          {row.handlerId === staff.id ? ' · 由我承办' : ''}
        </div>
        {row.unreadMessages > 0 ? <div className="unread">{row.unreadMessages} 条留言未读</div> : null}
      </td>
      <td data-label="期限">
        <Due row={row} />
      </td>
      <td data-label="提交" className="soft nowrap">
        {momentInWords(row.submittedAt)}
        <div>{codes.label('channels', row.channel)}</div>
      </td>
    </tr>
  )
}

const Due = ({ row: { remaining, dueOn, dueProvisional } }: { row: MatterRow }) => {
  if (remaining === null) return <span className="soft">没有在走的时限</span>
  return (
    <>
      <b className={isShort(remaining) ? 'nowrap short' : 'nowrap'}>{remaining.words}</b>
      <div className="soft">
        {dueOn === null ? '' : `${dayInWords(dueOn)}到期`}
        {dueProvisional ? '（暂定）' : ''}
      </div>
    </>
  )
}
