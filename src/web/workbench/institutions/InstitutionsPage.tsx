import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useCodeLists } from '../api/code-lists.ts'
import { institutionsQuery } from '../api/directory.ts'
import { DivisionSelect } from '../fields/DivisionSelect.tsx'
import { MoreButton } from '../matters/MoreButton.tsx'
import { Loading } from '../shell/Loading.tsx'
import { PageHead } from '../shell/PageHead.tsx'
import { Trouble } from '../shell/Trouble.tsx'
import { institutionName } from '../words/institution-name.ts'

const statusWords: Readonly<Record<string, string>> = {
  active: '在服务',
  suspended: '暂停服务',
  closed: '已撤销',
  reported: '据报道，待核实',
  unconfirmed: '待核实',
}

const names = ['text', 'place', 'kind'] as const

/** The directory as staff need it: also what is not confirmed yet. */
export const InstitutionsPage = () => {
  const [address, setAddress] = useSearchParams()
  const codes = useCodeLists()
  const filters = Object.fromEntries(names.map((name) => [name, address.get(name) ?? undefined]))
  const pages = useInfiniteQuery(institutionsQuery(filters))
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  const [text, setText] = useState(filters.text ?? '')
  const set = (name: (typeof names)[number], value: string | null | undefined) =>
    setAddress(
      (before) => {
        const after = new URLSearchParams(before)
        if (value === null || value === undefined || value.trim() === '') after.delete(name)
        else after.set(name, value.trim())
        return after
      },
      { replace: true },
    )
  return (
    <>
      <PageHead title="机构名录" />
      <section className="card list-card" aria-label="机构">
        <search className="filters">
          <form
            className="search-box"
            onSubmit={(event) => {
              event.preventDefault()
              set('text', text)
            }}
          >
            <Input
              type="search"
              aria-label="机构名称"
              placeholder="机构名称"
              value={text}
              maxLength={100}
              onChange={(event) => setText(event.target.value)}
            />
            <Button htmlType="submit">查找</Button>
          </form>
          <DivisionSelect aria-label="所在地" value={filters.place} onChange={(code) => set('place', code)} />
          <Select
            allowClear
            aria-label="机构种类"
            placeholder="机构种类"
            options={codes.options('institution-kinds')}
            value={filters.kind}
            onChange={(kind) => set('kind', kind)}
          />
        </search>
        {pages.isPending ? <Loading what="机构" /> : null}
        {pages.isError ? <Trouble error={pages.error} onRetry={() => pages.refetch()} /> : null}
        {pages.isSuccess && rows.length === 0 ? <p className="empty">没有找到机构。</p> : null}
        {rows.length === 0 ? null : (
          <table className="list">
            <caption className="vh">机构</caption>
            <thead>
              <tr>
                <th scope="col">名称</th>
                <th scope="col">种类</th>
                <th scope="col">级别</th>
                <th scope="col">所在地</th>
                <th scope="col">状态</th>
                <th scope="col">网上受理</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td data-label="名称" className="main-cell">
                    {institutionName(row)}
                  </td>
                  <td data-label="种类">{codes.label('institution-kinds', row.kind)}</td>
                  <td data-label="级别">{codes.label('institution-levels', row.level)}</td>
                  <td data-label="所在地">{row.divisionName ?? '未填写'}</td>
                  <td data-label="状态">{statusWords[row.status] ?? row.status}</td>
                  <td data-label="网上受理">{row.acceptsOnline ? '可以' : '不可以'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <MoreButton pages={pages} shown={rows.length} />
      </section>
    </>
  )
}
