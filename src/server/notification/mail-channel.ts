import { createTransport } from 'nodemailer'
import type { ChannelAdapter, Delivery } from './channel.ts'

const loopback = ['127.0.0.1', '[::1]', 'localhost']

interface SmtpFault {
  readonly code?: string
  readonly responseCode?: number
}

/** A server that will not take this receiver or this letter says so with 5xx; whatever else goes wrong may go well later. */
const deliveryOf = ({ code, responseCode }: SmtpFault): Delivery => {
  const detail = String(responseCode ?? code ?? 'smtp')
  const forGood = responseCode !== undefined && responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
  return { outcome: forGood ? 'refused' : 'failed', detail }
}

/**
 * Letters by SMTP. A server on another machine must speak TLS (`smtps:`, or STARTTLS with `smtp:`), because letters hold addresses and
 * numbers; `?requireTLS=false` in the address waives that.
 * @param from as in a letter: `维权一张网 <no-reply@example.org>`.
 */
export const mailChannel = ({ url, from }: { readonly url: string; readonly from: string }): ChannelAdapter => {
  const server = new URL(url)
  const waived = server.searchParams.get('requireTLS') === 'false'
  const requireTLS = server.protocol === 'smtp:' && !loopback.includes(server.hostname) && !waived
  const domain = /@([^\s>@]+)>?\s*$/.exec(from)?.[1] ?? 'weiquan.invalid'
  return {
    send: async ({ id, language, words, address }, { timeoutMs }) => {
      if (address.mail === null) throw new Error(`message ${id} has no mail address`)
      // One connection a letter: a dead one is never handed to the next.
      const transport = createTransport({
        host: server.hostname.replace(/^\[|\]$/g, ''),
        port: Number(server.port) || (server.protocol === 'smtps:' ? 465 : 587),
        secure: server.protocol === 'smtps:',
        requireTLS,
        ...(server.username
          ? { auth: { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) } }
          : {}),
        connectionTimeout: timeoutMs,
        greetingTimeout: timeoutMs,
        socketTimeout: timeoutMs,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      let timer: NodeJS.Timeout | undefined
      // The limits above count from the last byte; a server that drips is ended here.
      const late = new Promise<Delivery>((resolve) => {
        timer = setTimeout(() => resolve({ outcome: 'failed', detail: 'timeout' }), timeoutMs)
      })
      const sending = transport
        .sendMail({
          from,
          to: { name: '', address: address.mail },
          subject: words.subject,
          text: words.text,
          // The same for every try: mail programs show a second copy once.
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language === 'zh' ? 'zh-CN' : 'en' },
        })
        .then((): Delivery => ({ outcome: 'sent', detail: null }))
        // What nodemailer throws carries the server's code and, in its message, the address; only the code is kept.
        .catch((error: SmtpFault) => deliveryOf(error))
      try {
        return await Promise.race([sending, late])
      } finally {
        clearTimeout(timer)
        transport.close()
      }
    },
  }
}
