import type { FastifyInstance } from 'fastify'
import type { DemoOutboxPageProps } from '../../contract/portal/info.ts'
import { fillTemplate, type TemplateData } from '../../domain/notification/template.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import type { Frame } from '../portal/frame.ts'
import { outboxFields } from './notify.ts'
import { templateOf } from './own-notifications.ts'
import { sender } from './send.ts'

const shownAtMost = 50

type Line = DemoOutboxPageProps['messages'][number]['lines'][number]

/** A line with the platform's own addresses as links, written as they are. */
const withLinks = (line: string, publicUrl: string): Line => {
  const pieces: { text: string; href: string | null }[] = []
  let rest = line
  for (let at = rest.indexOf(`${publicUrl}/`); at >= 0; at = rest.indexOf(`${publicUrl}/`)) {
    const address = /^[^\s，。；、）]+/.exec(rest.slice(at))?.[0] ?? publicUrl
    if (at > 0) pieces.push({ text: rest.slice(0, at), href: null })
    pieces.push({ text: address, href: address.slice(publicUrl.length) })
    rest = rest.slice(at + address.length)
  }
  return rest === '' ? pieces : [...pieces, { text: rest, href: null }]
}

const listShown = async (ctx: Ctx): Promise<DemoOutboxPageProps['messages']> => {
  const { crypto, config } = ctx.platform
  const rows = await ctx.tx
    .selectFrom('outbox')
    .select(['id', 'template', 'template_version', 'language', 'channels', 'to_mask', 'data_sealed', 'created_at'])
    .where('status', '=', 'shown')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(shownAtMost)
    .execute()
  return rows.flatMap((row) => {
    const [channel] = row.channels
    if (row.data_sealed === null || channel === 'webhook' || channel === undefined) return []
    // Sealed by `notify`, typed there.
    const data = JSON.parse(crypto.open(outboxFields.data, row.data_sealed)) as TemplateData
    const words = fillTemplate(
      templateOf(ctx, row.template, row.template_version),
      row.language,
      data,
      config.publicUrl,
    )
    const text = channel === 'sms' ? (words.short ?? words.text) : words.text
    return [
      {
        id: row.id,
        channel,
        language: row.language,
        to: row.to_mask,
        at: row.created_at.toISOString(),
        subject: channel === 'mail' ? words.subject : null,
        lines: text
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => withLinks(line, config.publicUrl)),
      },
    ]
  })
}

/** `/demo/outbox`: what the demonstration would have sent, for everybody. Outside the demonstration there is no such page. */
export const demoOutboxPages =
  (frame: Frame) =>
  async (app: FastifyInstance): Promise<void> => {
    const { platform } = frame
    app.get('/demo/outbox', async (request, reply) => {
      if (!platform.config.demo) return reply.callNotFound()
      const messages = await inContext(platform, sender, request.id, listShown, { reads: true })
      reply.header('x-robots-tag', 'noindex')
      return frame.send(reply, 'demo-outbox', { chrome: frame.plain(request), messages })
    })
  }
