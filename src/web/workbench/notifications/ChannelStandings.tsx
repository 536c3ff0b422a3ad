import { Alert } from 'antd'
import type { ChannelRow, OutboxPage } from '../../../contract/notification.ts'
import { momentInWords } from '../words/moment.ts'
import { channelWords } from './delivery-words.ts'

const standing = ({ setUp, offSince, probeAt }: ChannelRow): string => {
  if (!setUp) return '未配置'
  if (offSince === null) return '正常'
  return `连续失败，${momentInWords(offSince)}起暂停，改走另一渠道；${probeAt === null ? '' : momentInWords(probeAt)}再试`
}

const settings = { mail: 'SMTP_URL', sms: 'SMS_URL', webhook: '' } as const

/** Whether messages go out at all, and how promptly. What is not sent is said openly. */
export const ChannelStandings = ({ page }: { page: OutboxPage }) => {
  const missing = page.channels.filter((one) => !one.setUp)
  const { counted, prompt, goalSeconds } = page.promptness
  return (
    <section className="card" aria-label="渠道">
      {missing.length === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          title={`${missing.map((one) => channelWords[one.channel]).join('、')}没有配置，相应的通知不会真正发出`}
          description={`${page.demo ? '示范环境把它们显示在 /demo/outbox。' : ''}请运维设置 ${missing.map((one) => settings[one.channel]).join('、')}。`}
        />
      )}
      <dl className="facts">
        {page.channels.map((one) => (
          <div key={one.channel}>
            <dt>{channelWords[one.channel]}</dt>
            <dd>{standing(one)}</dd>
          </div>
        ))}
        <div>
          <dt>24 小时内</dt>
          <dd>
            {counted === 0
              ? '没有通知'
              : `${counted} 条，其中 ${prompt} 条在 ${goalSeconds} 秒内处理（${Math.floor((prompt * 1000) / counted) / 10}%）`}
          </dd>
        </div>
        <div>
          <dt>现在</dt>
          <dd>
            待发送 {page.counts.waiting} 条；最近 30 天放弃 {page.counts.dead} 条、没有渠道 {page.counts.unsent} 条
          </dd>
        </div>
      </dl>
    </section>
  )
}
