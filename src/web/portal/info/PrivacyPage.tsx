import type { PrivacyPageProps } from '../../../contract/portal/info.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { useWords } from '../../ui/language.tsx'
import { Page } from '../Page.tsx'
import { PrivacyNotice } from '../PrivacyNotice.tsx'

const words = inBoth({
  zh: {
    title: '隐私说明',
    lead: '只收办事必需的信息，只给办这件事的人看。',
    separate: '证件号码和证据为什么要单独同意',
    separateText:
      '证件号码、证据里的个人信息一旦泄露，可能影响您的人身和财产安全，属于敏感个人信息。我们只在核对身份和办理此事时使用，提交前单独征求您的同意（《个人信息保护法》第二十八条至第三十条）。',
    records: '记录和删除',
    recordsText:
      '办理过程会留下不能改动的记录，用来证明谁在什么时候做了什么。记录里不存姓名、证件号码和电话，只存一个算不回去的核对值；个人信息另外存放，删除以后，记录仍然完整，但再也看不出是谁。您写的经过和机构的意见是案卷的一部分，随案卷保存。',
    cookies: '本网站用的小文件（Cookie）',
    cookiesText:
      '只用来记住您正在填写的申请、正在查询的事项，以及您选的语言和显示方式。没有广告，没有统计跟踪，也不向别的网站发送任何信息。',
    rights: '怎样行使权利',
    rightsText: (name: string, contact: string) =>
      `联系${name}（${contact}），说明事项编号和您的要求，核对身份后办理（《个人信息保护法》第四十四条至第五十条）。`,
  },
  en: {
    title: 'Privacy',
    lead: 'Only what the matter needs, only for those who handle it.',
    separate: 'Why identity numbers and evidence need a separate consent',
    separateText:
      'Identity numbers and personal information in evidence could endanger you or your property if they leaked: they are sensitive personal information. We use them only to check identity and to handle the matter, and ask for your separate consent before you send (Personal Information Protection Law, articles 28 to 30).',
    records: 'Records and deletion',
    recordsText:
      'What is done leaves a record that can’t be changed, to show who did what and when. It holds no names, identity numbers or phone numbers, only a check value that can’t be turned back. Personal information is kept apart: after deletion the record is still whole, but no longer tells who it was. Your account and the institution’s opinions are part of the file and are kept with it.',
    cookies: 'Cookies of this site',
    cookiesText:
      'They only remember the application you are filling in, the matter you are looking at, and the language and display you chose. No advertising, no tracking, nothing is sent to other sites.',
    rights: 'How to use your rights',
    rightsText: (name, contact) =>
      `Contact ${name} (${contact}) with the matter number and what you ask for. It is done after your identity is checked (Personal Information Protection Law, articles 44 to 50).`,
  },
})

export const PrivacyPage = ({ chrome, notice }: PrivacyPageProps) => {
  const t = useWords(words)
  return (
    <Page chrome={chrome} title={t.title} width="wide">
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      <PrivacyNotice {...notice} />
      <h2>{t.separate}</h2>
      <p>{t.separateText}</p>
      <h2>{t.records}</h2>
      <p>{t.recordsText}</p>
      <h2>{t.cookies}</h2>
      <p>{t.cookiesText}</p>
      <h2>{t.rights}</h2>
      <p>{t.rightsText(notice.controller.name, notice.controller.contact)}</p>
    </Page>
  )
}
