import type { Config } from '../platform/config.ts'
import type { Channels } from './channel.ts'
import { mailChannel } from './mail-channel.ts'
import { smsChannel } from './sms-channel.ts'
import { webhookChannel } from './webhook-channel.ts'

/** The channels that the configuration sets up. Webhooks need no setting of the installation: each brings its own address. */
export const openChannels = ({ mail, sms, webhookPrivateHosts }: Config): Channels => ({
  ...(mail ? { mail: mailChannel(mail) } : {}),
  ...(sms ? { sms: smsChannel(sms) } : {}),
  webhook: webhookChannel(webhookPrivateHosts),
})

/** What an operator is told at the start about messages that can't be sent; empty when they all can. */
export const missingChannels = ({ mail, sms, demo }: Config): readonly string[] => {
  const missing = [...(mail ? [] : ['邮件（SMTP_URL）']), ...(sms ? [] : ['短信（SMS_URL）'])]
  if (missing.length === 0) return []
  const consequence = demo ? '相应的通知只在 /demo/outbox 显示，不会真正发出' : '相应的通知不会发出'
  return [`未配置${missing.join('、')}：${consequence}。`]
}
