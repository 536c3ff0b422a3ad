import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Tag } from 'antd'
import { useState } from 'react'
import { type MachineTokenRow, tokenScopeWords } from '../../../contract/machine-token.ts'
import { portalPaths } from '../../../contract/paths.ts'
import { machineTokensKey, machineTokensQuery, revokeMachineToken } from '../api/machine-tokens.ts'
import { sentenceOf } from '../api/problem-error.ts'
import { Loading } from '../shell/Loading.tsx'
import { PageHead } from '../shell/PageHead.tsx'
import { Trouble } from '../shell/Trouble.tsx'
import { momentInWords } from '../words/moment.ts'
import { NewTokenDialog } from './NewTokenDialog.tsx'
import { MakeTokenDrawer, ReplaceTokenDrawer } from './TokenDrawers.tsx'

const stateWords: Readonly<Record<MachineTokenRow['state'], string>> = {
  'in-force': '使用中',
  replaced: '已更换，暂可使用',
  expired: '已过期',
  revoked: '已停用',
}

/** The systems that may come in by themselves: for whom, with what, until when, and when they last did. */
export const MachineTokensPage = () => {
  const tokens = useQuery(machineTokensQuery)
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const [making, setMaking] = useState(false)
  const [replacing, setReplacing] = useState<MachineTokenRow | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const revoke = useMutation({
    mutationFn: (row: MachineTokenRow) => revokeMachineToken(row.id),
    onSuccess: async (_answer, row) => {
      await client.invalidateQueries({ queryKey: machineTokensKey })
      message.success(`已停用“${row.name}”`)
    },
    onError: (error) => message.error(sentenceOf(error)),
  })
  const askRevoke = async (row: MachineTokenRow) => {
    const sure = await modal.confirm({
      title: `停用“${row.name}”？`,
      content: '使用这个令牌的系统立即不能访问，不能恢复。',
      okText: '停用',
      cancelText: '取消',
    })
    if (sure) revoke.mutate(row)
  }
  const done = (token: string) => {
    setMaking(false)
    setReplacing(null)
    setTold(token)
  }
  const rows = tokens.data?.rows ?? []
  return (
    <>
      <PageHead title="接口令牌">
        <Button type="primary" onClick={() => setMaking(true)}>
          新建令牌
        </Button>
      </PageHead>
      <section className="card list-card" aria-label="接口令牌">
        <p className="soft">
          其他业务系统凭令牌调用接口，只能办令牌写明的事，只看得到所属机构的事项。接口说明见
          <a href={portalPaths.apiDocs()}>接口文档</a>。
        </p>
        {tokens.isPending ? <Loading what="接口令牌" /> : null}
        {tokens.isError ? <Trouble error={tokens.error} onRetry={() => tokens.refetch()} /> : null}
        {tokens.isSuccess && rows.length === 0 ? <p className="empty">还没有令牌。</p> : null}
        {rows.length === 0 ? null : (
          <table className="list">
            <caption className="vh">接口令牌</caption>
            <thead>
              <tr>
                <th scope="col">系统</th>
                <th scope="col">机构</th>
                <th scope="col">权限</th>
                <th scope="col">状态</th>
                <th scope="col">有效期至</th>
                <th scope="col">最近使用</th>
                <th scope="col">操作</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td data-label="系统" className="main-cell">
                    <b>{row.name}</b>
                    <div className="soft">
                      末四位 {row.ending}，{row.createdBy}于 {momentInWords(row.createdAt)} 新建
                    </div>
                  </td>
                  <td data-label="机构">{row.institution.name}</td>
                  <td data-label="权限">{row.scopes.map((scope) => tokenScopeWords[scope]).join('；')}</td>
                  <td data-label="状态">
                    {row.state === 'in-force' ? (
                      stateWords[row.state]
                    ) : (
                      <Tag variant="outlined">{stateWords[row.state]}</Tag>
                    )}
                  </td>
                  <td data-label="有效期至">{momentInWords(row.expiresAt)}</td>
                  <td data-label="最近使用">{row.lastUsedAt === null ? '没有用过' : momentInWords(row.lastUsedAt)}</td>
                  <td data-label="操作">
                    <div className="row">
                      {row.state === 'in-force' ? (
                        <Button
                          size="small"
                          aria-label={`更换${row.name}（${row.ending}）`}
                          onClick={() => setReplacing(row)}
                        >
                          更换
                        </Button>
                      ) : null}
                      {row.state === 'in-force' || row.state === 'replaced' ? (
                        <Button
                          size="small"
                          danger
                          aria-label={`停用${row.name}（${row.ending}）`}
                          disabled={revoke.isPending}
                          onClick={() => askRevoke(row)}
                        >
                          停用
                        </Button>
                      ) : null}
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {making ? <MakeTokenDrawer onDone={done} onClose={() => setMaking(false)} /> : null}
      {replacing === null ? null : (
        <ReplaceTokenDrawer row={replacing} onDone={done} onClose={() => setReplacing(null)} />
      )}
      {told === null ? null : <NewTokenDialog token={told} onClose={() => setTold(null)} />}
    </>
  )
}
