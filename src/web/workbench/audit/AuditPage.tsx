import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { AuditRow } from '../../../contract/audit.ts'
import { workbenchPaths } from '../../../contract/paths.ts'
import { formatInstant } from '../../ui/format.ts'
import { auditPagesQuery } from '../api/office.ts'
import { MoreButton } from '../matters/MoreButton.tsx'
import { Loading } from '../shell/Loading.tsx'
import { PageHead } from '../shell/PageHead.tsx'
import { Trouble } from '../shell/Trouble.tsx'
import { actionWords, actorWords, detailInWords, detailWords, objectWords } from './action-words.ts'

const choices = [
  { name: 'action', label: '操作', words: actionWords },
  { name: 'objectKind', label: '对象种类', words: objectWords },
] as const
const ids = [
  { name: 'objectId', label: '对象编号' },
  { name: 'actorId', label: '操作人编号' },
] as const
const filterNames = [...choices, ...ids].map(({ name }) => name)

/** Who did what, newest first; nothing here can be changed. */
export const AuditPage = () => {
  const [address, setAddress] = useSearchParams()
  const filters = Object.fromEntries(filterNames.map((name) => [name, address.get(name) ?? '']))
  const pages = useInfiniteQuery(auditPagesQuery(filters))
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <>
      <PageHead title="操作日志" />
      <section className="card list-card" aria-label="操作日志">
        <AuditFilters
          key={address.toString()}
          given={filters}
          onFilter={(next) =>
            setAddress(Object.fromEntries(Object.entries(next).filter(([, value]) => value.trim() !== '')))
          }
        />
        {pages.isPending ? <Loading what="操作日志" /> : null}
        {pages.isError ? <Trouble error={pages.error} onRetry={() => pages.refetch()} /> : null}
        {pages.isSuccess && rows.length === 0 ? <p className="empty">没有符合条件的记录。</p> : null}
        {rows.length === 0 ? null : (
          <table className="list">
            <caption className="vh">操作日志，新的在前</caption>
            <thead>
              <tr>
                <th scope="col">时间</th>
                <th scope="col">操作人</th>
                <th scope="col">操作</th>
                <th scope="col">对象</th>
                <th scope="col">详情</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <AuditLine key={row.id} row={row} />
              ))}
            </tbody>
          </table>
        )}
        <MoreButton pages={pages} shown={rows.length} />
      </section>
    </>
  )
}

const AuditFilters = ({
  given,
  onFilter,
}: {
  given: Readonly<Record<string, string>>
  onFilter: (filters: Readonly<Record<string, string>>) => void
}) => {
  const [typed, setTyped] = useState(given)
  return (
    <search>
      <form
        className="filters"
        onSubmit={(event) => {
          event.preventDefault()
          onFilter(typed)
        }}
      >
        {choices.map(({ name, label, words }) => (
          <Select
            key={name}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={label}
            placeholder={label}
            options={Object.entries(words).map(([value, word]) => ({ value, label: word }))}
            value={typed[name] || undefined}
            onChange={(value) => onFilter({ ...typed, [name]: value ?? '' })}
          />
        ))}
        {ids.map(({ name, label }) => (
          <Input
            key={name}
            aria-label={label}
            placeholder={label}
            value={typed[name]}
            maxLength={64}
            onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
          />
        ))}
        <Button htmlType="submit">查找</Button>
        {Object.values(given).some((value) => value !== '') ? (
          <Button type="link" onClick={() => onFilter({})}>
            清除条件
          </Button>
        ) : null}
      </form>
    </search>
  )
}

const AuditLine = ({ row }: { row: AuditRow }) => (
  <tr>
    <td data-label="时间" className="nowrap">
      {formatInstant(row.at)}
    </td>
    <td data-label="操作人">
      {row.actor.name ?? actorWords[row.actor.kind] ?? row.actor.kind}
      {row.actor.id === null ? null : (
        <div>
          <Link to={workbenchPaths.audit({ actorId: row.actor.id })}>此人的全部操作</Link>
        </div>
      )}
    </td>
    <td data-label="操作" className="main-cell">
      {actionWords[row.action] ?? row.action}
    </td>
    <td data-label="对象">
      {objectWords[row.objectKind] ?? row.objectKind}
      {row.objectId === null ? null : (
        <div>
          {row.objectKind === 'matter' ? (
            <Link to={workbenchPaths.matter(row.objectId)}>打开事项</Link>
          ) : (
            <span className="soft id">{row.objectId}</span>
          )}
        </div>
      )}
    </td>
    <td data-label="详情">
      {Object.entries(row.detail).map(([name, value]) => (
        <div key={name}>
          <span className="soft">{detailWords[name] ?? name}：</span>
          {detailInWords(value)}
        </div>
      ))}
      <div className="soft id">请求 {row.requestId}</div>
    </td>
  </tr>
)
