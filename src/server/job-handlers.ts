import { lapseSupplement, sweep } from './matter/jobs.ts'
import type { Channels } from './notification/channel.ts'
import { sendMessage, sweepOutbox } from './notification/send.ts'
import type { JobHandlers } from './platform/jobs.ts'
import type { Platform } from './platform/platform.ts'
import { clearExpired } from './submission/clear-expired.ts'

/** Every job of the queue and who does it. */
export const jobHandlers = (platform: Platform, channels: Channels): JobHandlers => ({
  'matter.lapse-supplement': ({ matterId }) => lapseSupplement(platform, matterId),
  'matter.sweep': async () => {
    await sweep(platform)
  },
  'notification.send': ({ outboxId }) => sendMessage(platform, channels, outboxId),
  'notification.sweep': async () => {
    await sweepOutbox(platform)
  },
  'submission.clear-expired': async () => {
    await clearExpired(platform)
  },
})
