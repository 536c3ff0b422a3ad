import type { OutboxRow } from '../../../contract/notification.ts'

export const channelWords = { mail: '邮件', sms: '短信', webhook: '系统推送' } satisfies Record<
  NonNullable<OutboxRow['channel']>,
  string
>

export const outboxStatusWords = {
  waiting: '待发送',
  sent: '已送出',
  shown: '示范环境显示',
  unsent: '没有可用的渠道',
  dead: '多次失败，已放弃',
} satisfies Record<OutboxRow['status'], string>

export const outcomeWords = { sent: '成功', failed: '失败，稍后再试', refused: '对方拒收' } as const

/** How a receiver's refusal or a fault of the line is written for an administrator; an unknown code stays as it is. */
const faults: Readonly<Record<string, string>> = {
  timeout: '超时',
  ECONNREFUSED: '连接被拒绝',
  ECONNRESET: '连接中断',
  ENOTFOUND: '找不到主机',
  ESOCKET: '连不上邮件服务器',
  ETLS: '加密连接失败',
  EAUTH: '邮件服务器不认账号口令',
  'not-public': '指向内网地址，已拦截',
  'not-https': '不是 https 地址，已拦截',
  fault: '程序故障，见日志',
}

export const detailInWords = (detail: string | null): string => {
  if (detail === null) return ''
  if (detail.startsWith('http-')) return `对方答复 ${detail.slice('http-'.length)}`
  return faults[detail] ?? detail
}
