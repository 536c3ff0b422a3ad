import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input, Select, Tag } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { roleWord } from '../../../contract/refusal-words.ts'
import type { StaffRow } from '../../../contract/staff.ts'
import { roles } from '../../../domain/actor/actor.ts'
import { staffPagesQuery } from '../api/office.ts'
import { MoreButton } from '../matters/MoreButton.tsx'
import { useStaff } from '../session/staff-context.ts'
import { Loading } from '../shell/Loading.tsx'
import { PageHead } from '../shell/PageHead.tsx'
import { Trouble } from '../shell/Trouble.tsx'
import { momentInWords } from '../words/moment.ts'
import { rolesInWords } from '../words/roles.ts'
import { AddStaffDrawer } from './AddStaffDrawer.tsx'
import { ChangeStaffDrawer } from './ChangeStaffDrawer.tsx'

const roleOptions = roles.map((role) => ({ value: role, label: roleWord(role) }))

export const StaffPage = () => {
  const own = useStaff()
  const [address, setAddress] = useSearchParams()
  const text = address.get('text') ?? ''
  const role = address.get('role') ?? undefined
  const pages = useInfiniteQuery(staffPagesQuery({ text, role }))
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  const [typed, setTyped] = useState(text)
  const [adding, setAdding] = useState(false)
  const [changing, setChanging] = useState<StaffRow | null>(null)
  const set = (name: 'text' | 'role', value: string | undefined) =>
    setAddress(
      (before) => {
        const after = new URLSearchParams(before)
        if (value === undefined || value.trim() === '') after.delete(name)
        else after.set(name, value.trim())
        return after
      },
      { replace: true },
    )
  return (
    <>
      <PageHead title="人员">
        <Button type="primary" onClick={() => setAdding(true)}>
          添加人员
        </Button>
      </PageHead>
      <section className="card list-card" aria-label="人员">
        <search className="filters">
          <form
            className="search-box"
            onSubmit={(event) => {
              event.preventDefault()
              set('text', typed)
            }}
          >
            <Input
              type="search"
              aria-label="姓名或者用户名"
              placeholder="姓名或者用户名"
              value={typed}
              maxLength={60}
              onChange={(event) => setTyped(event.target.value)}
            />
            <Button htmlType="submit">查找</Button>
          </form>
          <Select
            allowClear
            aria-label="角色"
            placeholder="角色"
            options={roleOptions}
            value={role}
            onChange={(value) => set('role', value)}
          />
        </search>
        {pages.isPending ? <Loading what="人员" /> : null}
        {pages.isError ? <Trouble error={pages.error} onRetry={() => pages.refetch()} /> : null}
        {pages.isSuccess && rows.length === 0 ? <p className="empty">没有找到人员。</p> : null}
        {rows.length === 0 ? null : (
          <table className="list">
            <caption className="vh">人员</caption>
            <thead>
              <tr>
                <th scope="col">姓名</th>
                <th scope="col">用户名</th>
                <th scope="col">角色</th>
                <th scope="col">机构</th>
                <th scope="col">状态</th>
                <th scope="col">添加于</th>
                <th scope="col">操作</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td data-label="姓名" className="main-cell">
                    <b>{row.name}</b>
                  </td>
                  <td data-label="用户名" className="nowrap">
                    {row.username}
                  </td>
                  <td data-label="角色">{rolesInWords(row.roles)}</td>
                  <td data-label="机构">{row.institution.name}</td>
                  <td data-label="状态">
                    {row.disabled ? <Tag variant="outlined">已停用</Tag> : '在用'}
                    <div className="soft nowrap">{row.totpEnabled ? '已开两步验证' : '未开两步验证'}</div>
                    {row.passkeys > 0 ? <div className="soft nowrap">通行密钥 {row.passkeys} 把</div> : null}
                    {row.identity === null ? null : <div className="soft nowrap">已关联统一身份</div>}
                  </td>
                  <td data-label="添加于">{momentInWords(row.createdAt)}</td>
                  <td data-label="操作">
                    {row.id === own.id ? (
                      <span className="soft">自己的账号由别人修改</span>
                    ) : (
                      <Button size="small" aria-label={`修改${row.name}`} onClick={() => setChanging(row)}>
                        修改
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <MoreButton pages={pages} shown={rows.length} />
      </section>
      {adding ? <AddStaffDrawer onClose={() => setAdding(false)} /> : null}
      {changing === null ? null : <ChangeStaffDrawer row={changing} onClose={() => setChanging(null)} />}
    </>
  )
}
