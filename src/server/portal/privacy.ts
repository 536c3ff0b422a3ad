import type { PrivacyNoticeProps } from '../../contract/portal/parts.ts'
import type { Config } from '../platform/config.ts'

/** The installation's part of the privacy notice. No source fixes how long a case file is kept; the notice says who decides. */
export const privacyNotice = ({ operator }: Config): PrivacyNoticeProps => ({
  controller: operator,
  retention:
    '没有提交的内容保存 14 天，到期自动删除，您也可以随时自己删除。提交以后，随这件事的案卷保存，期限由办理机构按照档案管理的规定确定；案卷以外的个人信息，办结后您可以要求删除。',
})
