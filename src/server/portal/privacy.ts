import type { PrivacyNoticeProps } from '../../contract/portal/parts.ts'
import { inBoth, type Language } from '../../domain/kernel/language.ts'
import { type Config, unnamedOperator } from '../platform/config.ts'

/** The operator as a page names it: what an installation was given stays as it is, the words of a default are told in English too. */
export const operatorIn = ({ operator }: Config, language: Language): Config['operator'] => {
  if (language === 'zh') return operator
  const { name, contact } = operator
  return {
    name: name === unnamedOperator.name ? 'the operator of this platform' : name,
    contact: contact === unnamedOperator.contact ? 'please write to the institution that handles your matter' : contact,
  }
}

/** The installation's part of the privacy notice. No source fixes how long a case file is kept; the notice says who decides. */
export const privacyNotice = (config: Config, language: Language): PrivacyNoticeProps => ({
  controller: operatorIn(config, language),
  retention: retention[language],
})

const retention = inBoth({
  zh: '没有提交的内容保存 14 天，到期自动删除，您也可以随时自己删除。提交以后，随这件事的案卷保存，期限由办理机构按照档案管理的规定确定；案卷以外的个人信息，办结后您可以要求删除。',
  en: 'What was not sent is kept for 14 days and then deleted; you can delete it yourself at any time. What was sent is kept with the file of the matter, for as long as the institution decides by the rules on archives. Other personal information is deleted on request once the matter is closed.',
})
