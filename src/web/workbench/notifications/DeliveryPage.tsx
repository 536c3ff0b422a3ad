import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Select, Tag } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { OutboxRow } from '../../../contract/notification.ts'
import { outboxStatuses } from '../../../domain/notification/delivery.ts'
import { outsideChannels } from '../../../domain/notification/template.ts'
import { outboxQuery } from '../api/notifications.ts'
import { MoreButton } from '../matters/MoreButton.tsx'
import { Loading } from '../shell/Loading.tsx'
import { PageHead } from '../shell/PageHead.tsx'
import { Trouble } from '../shell/Trouble.tsx'
import { momentInWords } from '../words/moment.ts'
import { ChannelStandings } from './ChannelStandings.tsx'
import { channelWords, outboxStatusWords } from './delivery-words.ts'
import { MessageDrawer } from './MessageDrawer.tsx'
import { WebhookList } from './WebhookList.tsx'

/** The delivery log and the webhooks, for administrators. */
export const DeliveryPage = () => {
  const [address, setAddress] = useSearchParams()
  const status = address.get('status') ?? undefined
  const channel = address.get('channel') ?? undefined
  const pages = useInfiniteQuery(outboxQuery({ status, channel }))
  const [opened, setOpened] = useState<string | null>(null)
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  const first = pages.data?.pages[0]
  const set = (name: 'status' | 'channel', value: string | undefined) =>
    setAddress(
      (before) => {
        const after = new URLSearchParams(before)
        if (value === undefined) after.delete(name)
        else after.set(name, value)
        return after
      },
      { replace: true },
    )
  return (
    <>
      <PageHead title="通知发送" />
      {first ? <ChannelStandings page={first} /> : null}
      <section className="card list-card" aria-label="发送记录">
        <h2>发送记录</h2>
        <search className="filters">
          <Select
            allowClear
            aria-label="状态"
            placeholder="状态"
            options={outboxStatuses.map((value) => ({ value, label: outboxStatusWords[value] }))}
            value={status}
            onChange={(value) => set('status', value)}
          />
          <Select
            allowClear
            aria-label="渠道"
            placeholder="渠道"
            options={outsideChannels.map((value) => ({ value, label: channelWords[value] }))}
            value={channel}
            onChange={(value) => set('channel', value)}
          />
        </search>
        {pages.isPending ? <Loading what="发送记录" /> : null}
        {pages.isError ? <Trouble error={pages.error} onRetry={() => pages.refetch()} /> : null}
        {pages.isSuccess && rows.length === 0 ? <p className="empty">没有符合条件的记录。</p> : null}
        {rows.length === 0 ? null : <OutboxTable rows={rows} onOpen={setOpened} />}
        <MoreButton pages={pages} shown={rows.length} />
      </section>
      <WebhookList />
      {opened === null ? null : <MessageDrawer id={opened} onClose={() => setOpened(null)} />}
    </>
  )
}

const OutboxTable = ({ rows, onOpen }: { rows: readonly OutboxRow[]; onOpen: (id: string) => void }) => (
  <table className="list">
    <caption className="vh">发送记录</caption>
    <thead>
      <tr>
        <th scope="col">内容</th>
        <th scope="col">收件人</th>
        <th scope="col">渠道</th>
        <th scope="col">状态</th>
        <th scope="col">时间</th>
        <th scope="col">操作</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.id}>
          <td data-label="内容" className="main-cell">
            <b>{row.title}</b>
          </td>
          <td data-label="收件人">
            {row.to}
            {row.institution === null ? null : <div className="soft">{row.institution.name}</div>}
          </td>
          <td data-label="渠道">{channelWords[row.channel ?? row.channels[0] ?? 'mail']}</td>
          <td data-label="状态">
            <Tag color={row.status === 'dead' || row.status === 'unsent' ? 'red' : undefined} variant="outlined">
              {outboxStatusWords[row.status]}
            </Tag>
            {row.attempts > 1 ? <div className="soft">试了 {row.attempts} 次</div> : null}
          </td>
          <td data-label="时间">{momentInWords(row.createdAt)}</td>
          <td data-label="操作">
            <Button size="small" aria-label={`查看发送经过：${row.title}，${row.to}`} onClick={() => onOpen(row.id)}>
              查看
            </Button>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
