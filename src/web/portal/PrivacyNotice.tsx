import type { PrivacyNoticeProps } from '../../contract/portal/parts.ts'
import { inBoth } from '../../domain/kernel/language.ts'
import { useWords } from '../ui/language.tsx'

const words = inBoth({
  zh: {
    who: '谁来处理',
    whoIs: (name: string, contact: string) => `${name}，以及您选定的办理机构。联系方式：${contact}`,
    purpose: '为了什么',
    purposeIs: '核对申请人身份，审查和办理您的事项，送达通知，回访，以及不含个人信息的统计。',
    which: '哪些信息',
    whichIs: '姓名或名称、证件号码、电话、邮箱、所在地，您写的经过，您上传的材料，您填写的对方信息。',
    safe: '怎样保护',
    safeIs: '证件号码加密保存；只有办理这件事的人能看，每次查看都有记录。',
    howLong: '保存多久',
    rights: '您的权利',
    rightsAre: '可以查阅、复制、更正自己的信息，撤回同意，要求删除，要求解释。撤回同意不影响撤回前已经办理的部分。',
  },
  en: {
    who: 'Who handles it',
    whoIs: (name, contact) => `${name}, and the institution you choose. Contact: ${contact}`,
    purpose: 'What for',
    purposeIs:
      'To check who applies, to review and handle your matter, to serve notices, to ask afterwards how it went, and for statistics without personal information.',
    which: 'Which information',
    whichIs:
      'Name, identity number, phone, e-mail, place, your account of what happened, documents you upload, what you tell about the other side.',
    safe: 'How it is protected',
    safeIs:
      'Identity numbers are kept encrypted. Only those who handle the matter can see them, and every look is recorded.',
    howLong: 'How long',
    rights: 'Your rights',
    rightsAre:
      'You may see, copy and correct your information, withdraw consent, and ask for deletion or an explanation. What was done before consent is withdrawn stays valid.',
  },
})

/**
 * The notice that PIPL asks for before consent: who, what for, how, which kinds, how long, which rights (arts. 17, 30,
 * 44–50 of the Personal Information Protection Law of 2021).
 */
export const PrivacyNotice = ({ controller, retention }: PrivacyNoticeProps) => {
  const t = useWords(words)
  return (
    <dl className="notice-list">
      <div>
        <dt>{t.who}</dt>
        <dd>{t.whoIs(controller.name, controller.contact)}</dd>
      </div>
      <div>
        <dt>{t.purpose}</dt>
        <dd>{t.purposeIs}</dd>
      </div>
      <div>
        <dt>{t.which}</dt>
        <dd>{t.whichIs}</dd>
      </div>
      <div>
        <dt>{t.safe}</dt>
        <dd>{t.safeIs}</dd>
      </div>
      <div>
        <dt>{t.howLong}</dt>
        <dd>{retention}</dd>
      </div>
      <div>
        <dt>{t.rights}</dt>
        <dd>{t.rightsAre}</dd>
      </div>
    </dl>
  )
}
