import type { Money } from '../../../../../domain/matter/matter.ts'

/** The figures of a result, in yuan; each may stay empty when nothing can be said. */
export const moneyFields = [
  { name: 'avoidedLossYuan', label: '避免损失' },
  { name: 'recoveredYuan', label: '挽回损失' },
  { name: 'savedFeesYuan', label: '节省费用' },
  { name: 'subsidyYuan', label: '资助金额' },
  { name: 'disputeValueYuan', label: '争议标的' },
] as const satisfies readonly { readonly name: keyof Money; readonly label: string }[]
