import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Modal, Tag } from 'antd'
import { useState } from 'react'
import type { WebhookRow } from '../../../contract/notification.ts'
import { changeWebhook, rotateSecret, webhooksKey, webhooksQuery } from '../api/notifications.ts'
import { sentenceOf } from '../api/problem-error.ts'
import { Loading } from '../shell/Loading.tsx'
import { Trouble } from '../shell/Trouble.tsx'
import { momentInWords } from '../words/moment.ts'
import { AddWebhookDrawer } from './AddWebhookDrawer.tsx'

/** Systems of institutions that are told; a secret is shown once, when it is made. */
export const WebhookList = () => {
  const webhooks = useQuery(webhooksQuery)
  const client = useQueryClient()
  const { message } = App.useApp()
  const [adding, setAdding] = useState(false)
  const [secret, setSecret] = useState<{ readonly of: string; readonly text: string } | null>(null)
  const told = {
    onSuccess: () => client.invalidateQueries({ queryKey: webhooksKey }),
    onError: (error: unknown) => {
      message.error(sentenceOf(error))
    },
  }
  const changing = useMutation({
    mutationFn: (row: WebhookRow) => changeWebhook(row.id, { enabled: !row.enabled }),
    ...told,
  })
  const rotating = useMutation({
    mutationFn: (row: WebhookRow) => rotateSecret(row.id),
    onError: told.onError,
    onSuccess: (answer) => {
      setSecret({ of: answer.webhook.institution.name, text: answer.secret })
      return client.invalidateQueries({ queryKey: webhooksKey })
    },
  })
  const rows = webhooks.data?.rows ?? []
  return (
    <section className="card list-card" aria-label="系统推送（Webhook）">
      <div className="row">
        <h2>系统推送（Webhook）</h2>
        <Button onClick={() => setAdding(true)}>添加推送地址</Button>
      </div>
      <p className="soft">机构自己的业务系统可以在事项有进展时收到签名的推送，内容不含个人信息。</p>
      {webhooks.isPending ? <Loading what="推送地址" /> : null}
      {webhooks.isError ? <Trouble error={webhooks.error} onRetry={() => webhooks.refetch()} /> : null}
      {webhooks.isSuccess && rows.length === 0 ? <p className="empty">还没有推送地址。</p> : null}
      {rows.length === 0 ? null : (
        <table className="list">
          <caption className="vh">推送地址</caption>
          <thead>
            <tr>
              <th scope="col">机构</th>
              <th scope="col">地址</th>
              <th scope="col">状态</th>
              <th scope="col">操作</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td data-label="机构" className="main-cell">
                  <b>{row.institution.name}</b>
                </td>
                <td data-label="地址">{row.url}</td>
                <td data-label="状态">
                  {row.enabled ? '在用' : <Tag variant="outlined">已停用</Tag>}
                  {row.dead === 0 ? null : <div className="soft">放弃 {row.dead} 条</div>}
                  {row.previousUntil === null ? null : (
                    <div className="soft">旧密钥到 {momentInWords(row.previousUntil)}为止仍可验签</div>
                  )}
                </td>
                <td data-label="操作">
                  <div className="row">
                    <Button
                      size="small"
                      aria-label={`${row.enabled ? '停用' : '启用'}：${row.institution.name} ${row.url}`}
                      loading={changing.isPending && changing.variables.id === row.id}
                      onClick={() => changing.mutate(row)}
                    >
                      {row.enabled ? '停用' : '启用'}
                    </Button>
                    <Button
                      size="small"
                      aria-label={`换密钥：${row.institution.name} ${row.url}`}
                      loading={rotating.isPending && rotating.variables.id === row.id}
                      onClick={() => rotating.mutate(row)}
                    >
                      换密钥
                    </Button>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {adding ? (
        <AddWebhookDrawer
          onClose={() => setAdding(false)}
          onAdded={(answer) => {
            setAdding(false)
            setSecret({ of: answer.webhook.institution.name, text: answer.secret })
          }}
        />
      ) : null}
      {secret === null ? null : (
        <Modal open title="推送密钥" onCancel={() => setSecret(null)} footer={null}>
          <p>请把密钥交给{secret.of}的系统管理员。它只显示这一次，关闭后无法再查看。</p>
          <p>
            <code className="secret">{secret.text}</code>
          </p>
          <Button type="primary" onClick={() => setSecret(null)}>
            我已保存
          </Button>
        </Modal>
      )}
    </section>
  )
}
