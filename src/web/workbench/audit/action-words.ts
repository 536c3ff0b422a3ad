/** What the log calls each action and object; an action that is not here is shown by its code. */
export const actionWords: Readonly<Record<string, string>> = {
  'session.start': '登录',
  'session.challenge': '登录，等待验证码',
  'session.refuse': '登录被拒绝',
  'session.end': '退出',
  'matter.list': '查看事项列表',
  'matter.search': '查找事项',
  'matter.open': '打开事项',
  'matter.track': '申请人查进度',
  'matter.submit': '提交或者登记事项',
  'matter.start-review': '开始审查',
  'matter.request-supplement': '要求补正',
  'matter.record-receipt': '登记送达',
  'matter.supplement': '补充材料',
  'matter.lapse-supplement': '逾期未补正，视为撤回',
  'matter.accept': '受理',
  'matter.refuse': '不予受理',
  'matter.mark-not-in-area': '认定辖区不符',
  'matter.appeal': '申诉',
  'matter.decide-appeal': '处理申诉',
  'matter.assign': '指派承办人',
  'matter.issue-deliverable': '出具书面意见',
  'matter.close': '办结',
  'matter.terminate': '终止',
  'matter.withdraw': '撤回',
  'matter.rate': '评价',
  'matter.archive': '归档',
  'matter.recompute-deadlines': '重新计算期限',
  'party.reveal': '查看完整信息',
  'evidence.download': '下载证据',
  'deadline-rule.override': '另设时限',
  'staff.list': '查看人员',
  'staff.add': '添加人员',
  'staff.change': '修改人员',
  'staff.change-password': '修改密码',
  'staff.refuse-password': '密码不正确',
  'staff.enrol-totp': '开始绑定两步验证',
  'staff.confirm-totp': '完成绑定两步验证',
  'notification.list': '查看通知发送记录',
  'notification.send-again': '重新发送通知',
  'webhook.list': '查看系统推送地址',
  'webhook.add': '添加系统推送地址',
  'webhook.change': '修改系统推送地址',
  'webhook.rotate': '更换推送密钥',
  'channel.rest': '发送渠道暂停',
  'channel.return': '发送渠道恢复',
  'audit.read': '查看操作日志',
  'keys.rotate': '更换密钥',
  'keys.retire': '移除旧密钥',
}

export const objectWords: Readonly<Record<string, string>> = {
  notification: '通知消息',
  webhook: '系统推送地址',
  channel: '发送渠道',
  matter: '事项',
  staff: '人员',
  'deadline-rule': '时限规则',
  audit: '操作日志',
  key: '密钥',
}

export const actorWords: Readonly<Record<string, string>> = {
  applicant: '申请人',
  public: '未登录的访问者',
  system: '系统',
  seed: '系统（初始数据）',
}

/** Names of the facts that a log entry carries. */
export const detailWords: Readonly<Record<string, string>> = {
  field: '信息项',
  reason: '理由',
  roles: '角色',
  username: '用户名',
  disabled: '停用',
  factor: '验证方式',
  view: '列表',
  rows: '行数',
  searched: '带关键词',
  version: '版本',
  limit: '时限',
  unit: '单位',
  validFrom: '从哪一天起',
  validTo: '到哪一天止',
  guesses: '连续输错次数',
  key: '密钥编号',
  suite: '密码套件',
  failed: '失败',
}

export const detailInWords = (value: unknown): string => {
  if (value === null) return '无'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.map(detailInWords).join('、')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
