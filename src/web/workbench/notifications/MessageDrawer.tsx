import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer } from 'antd'
import { outboxKey, outboxMessageQuery, sendAgain } from '../api/notifications.ts'
import { Loading } from '../shell/Loading.tsx'
import { Trouble } from '../shell/Trouble.tsx'
import { useReturnFocus } from '../shell/use-return-focus.ts'
import { momentInWords } from '../words/moment.ts'
import { channelWords, detailInWords, outboxStatusWords, outcomeWords } from './delivery-words.ts'

/** Every try of one message; one that was given up can be sent again. */
export const MessageDrawer = ({ id, onClose }: { id: string; onClose: () => void }) => {
  useReturnFocus()
  const entry = useQuery(outboxMessageQuery(id))
  const client = useQueryClient()
  const { message } = App.useApp()
  const sending = useMutation({
    mutationFn: () => sendAgain(id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: outboxKey })
      message.success('已重新放入待发送')
    },
  })
  const row = entry.data?.row
  const ended = row?.status === 'dead' || row?.status === 'unsent'
  return (
    <Drawer
      open
      size="large"
      title={row?.title ?? '通知'}
      onClose={onClose}
      footer={
        <div className="row">
          {ended && row.hasContent ? (
            <Button type="primary" loading={sending.isPending} onClick={() => sending.mutate()}>
              重新发送
            </Button>
          ) : null}
          <Button onClick={onClose}>关闭</Button>
        </div>
      }
    >
      {entry.isPending ? <Loading what="发送经过" /> : null}
      {entry.isError ? <Trouble error={entry.error} onRetry={() => entry.refetch()} /> : null}
      {sending.isError ? <Trouble error={sending.error} /> : null}
      {row === undefined ? null : (
        <>
          <dl className="facts">
            <div>
              <dt>收件人</dt>
              <dd>{row.to}</dd>
            </div>
            <div>
              <dt>状态</dt>
              <dd>{outboxStatusWords[row.status]}</dd>
            </div>
            <div>
              <dt>写下的时间</dt>
              <dd>{momentInWords(row.createdAt)}</dd>
            </div>
            {row.status === 'waiting' ? (
              <div>
                <dt>下次发送</dt>
                <dd>{momentInWords(row.nextAt)}</dd>
              </div>
            ) : null}
          </dl>
          {ended && !row.hasContent ? <p>收件地址和内容已按保存期限清除，不能重新发送。</p> : null}
          <h3>发送经过</h3>
          {entry.data?.attempts.length === 0 ? <p className="empty">还没有试过。</p> : null}
          <ol className="attempts">
            {entry.data?.attempts.map((one) => (
              <li key={`${one.at} ${one.channel} ${one.tookMs}`}>
                {momentInWords(one.at)}，{channelWords[one.channel]}：{outcomeWords[one.outcome]}
                {one.detail === null || one.outcome === 'sent' ? '' : `（${detailInWords(one.detail)}）`}
              </li>
            ))}
          </ol>
        </>
      )}
    </Drawer>
  )
}
