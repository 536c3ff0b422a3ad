import type { ReceiptWay } from '../../../domain/matter/matter.ts'

const ways: Readonly<Record<ReceiptWay, string>> = {
  portal: '在线签收',
  counter: '当面',
  phone: '电话',
  post: '邮寄',
  mail: '电子邮件',
}

export const receiptWayWords = (way: string): string => Object.entries(ways).find(([name]) => name === way)?.[1] ?? way

/** The ways that staff can record; a receipt on the portal records itself. */
export const receiptWayOptions = Object.entries(ways)
  .filter(([way]) => way !== 'portal')
  .map(([value, label]) => ({ value, label }))
