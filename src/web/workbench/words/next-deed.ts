import type { Status } from '../../../domain/matter/matter.ts'

/** Before a notice is received no clock runs for the applicant. */
export const nextBeforeReceipt = '登记补正通知的送达'

/** What somebody has to do next with a matter in this status. */
export const nextDeed = {
  submitted: '开始审查',
  'under-review': '决定是否受理',
  'supplement-noticed': '等待补正材料',
  accepted: '指派承办人',
  'in-service': '办理并出具结果',
  closed: '等待评价，期满归档',
  refused: '登记送达；申诉期满后归档',
  appealed: '答复申诉',
  'refusal-upheld': '归档',
  'not-in-area': '归档',
  'deemed-withdrawn': '归档',
  withdrawn: '归档',
  terminated: '归档',
  archived: '无',
} satisfies Record<Status, string>

export const waitingLabels = {
  institution: '等机构',
  applicant: '等申请人',
  nobody: '不等任何人',
} as const
