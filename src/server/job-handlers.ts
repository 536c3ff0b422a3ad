import { fileSubmission, moveService, sweepService } from './document/jobs.ts'
import { lapseSupplement, sweep } from './matter/jobs.ts'
import type { Channels } from './notification/channel.ts'
import { warnOfLapses } from './notification/road.ts'
import { sendMessage, sweepOutbox } from './notification/send.ts'
import type { JobHandlers } from './platform/jobs.ts'
import type { Platform } from './platform/platform.ts'
import { announceExpiry } from './submission/announce-expiry.ts'
import { clearExpired } from './submission/clear-expired.ts'

/** Every job of the queue and who does it. */
export const jobHandlers = (platform: Platform, channels: Channels): JobHandlers => ({
  'matter.lapse-supplement': ({ matterId }) => lapseSupplement(platform, matterId),
  'matter.sweep': async () => {
    await sweep(platform)
    await sweepService(platform)
  },
  'notification.send': ({ outboxId }) => sendMessage(platform, channels, outboxId),
  'notification.sweep': async () => {
    await sweepOutbox(platform)
  },
  'notification.warn': async () => {
    await warnOfLapses(platform)
  },
  'document.file-submission': ({ matterId }) => fileSubmission(platform, matterId),
  'document.move-service': ({ matterId, documentId }) => moveService(platform, matterId, documentId),
  'submission.announce-expiry': async () => {
    await announceExpiry(platform)
  },
  'submission.clear-expired': async () => {
    await clearExpired(platform)
  },
})
