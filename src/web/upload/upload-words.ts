import { inBoth } from '../../domain/kernel/language.ts'
import { formatBytes } from '../ui/format.ts'

/** What is told beside a file while it is sent. */
export const uploadWords = inBoth({
  zh: {
    computing: '正在您的设备上计算指纹…',
    sending: (percent: number) => `正在上传，已传 ${percent}%`,
    goingOn: (percent: number) => `接着上次的地方传，已传 ${percent}%`,
    checking: '已传完，正在检查…',
    broken: '连接断开了，正在重试…',
    waits: '连不上服务器。已经传的部分还在，网络恢复后会自动接着传，也可以现在再试。',
    again: '再试一次',
    cancel: '取消上传',
    cancelled: '已取消',
    tooLarge: (name: string, maxBytes: number) => `“${name}”超过 ${formatBytes(maxBytes)}，请压缩或者分成几份后再传`,
    received: '已收到，指纹与您设备上算出的一致：',
    receivedUnseen: '已收到。',
    unreadable: '读不出这个文件，请重新选择',
    sendsFirst: '文件传完后自动继续…',
  },
  en: {
    computing: 'Computing the fingerprint on your device…',
    sending: (percent) => `Uploading, ${percent}% sent`,
    goingOn: (percent) => `Going on where it stopped, ${percent}% sent`,
    checking: 'Sent; being checked…',
    broken: 'The connection is lost, trying again…',
    waits: 'The server can’t be reached. What was sent is kept; it goes on when the connection is back, or try now.',
    again: 'Try again',
    cancel: 'Cancel upload',
    cancelled: 'Cancelled',
    tooLarge: (name, maxBytes) => `“${name}” is above ${formatBytes(maxBytes)}; please compress it or send it in parts`,
    received: 'Received; the fingerprint is the one computed on your device:',
    receivedUnseen: 'Received.',
    unreadable: 'This file can’t be read; please choose it again',
    sendsFirst: 'Goes on by itself when the files are sent…',
  },
})
