import type { ApplicantPageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { Tick } from '../../ui/choices.tsx'
import { useWords } from '../../ui/language.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { QuestionPage } from '../QuestionPage.tsx'
import { ReuseLink } from './ReuseLink.tsx'

const words = inBoth({
  zh: {
    title: '申请人和联系方式',
    heading: '怎么称呼您，怎么联系您？',
    why: '机构要核对申请人身份，需要时打电话联系您。证件号码加密保存，只有办理此事的工作人员能看到，每次查看都有记录。手机号也是以后查进度的凭据。',
    phone: '联系电话',
    phoneHint: '手机号；座机请带区号。查进度时要用。',
    mail: '电子邮箱',
    address: '通信地址',
    addressHint: '需要邮寄文书时使用',
    sme: '属于中小微企业或个体工商户',
    smeHint: '只用于统计和优先服务，不影响是否受理。',
  },
  en: {
    title: 'Applicant and contact',
    heading: 'What is your name, and how can we reach you?',
    why: 'The institution checks who applies, and calls when needed. Identity numbers are kept encrypted; only staff handling the matter can see them, and every look is recorded. Your phone number also opens your matter when you check progress.',
    phone: 'Phone',
    phoneHint: 'Mobile number, or landline with area code. You need it to check progress.',
    mail: 'E-mail',
    address: 'Postal address',
    addressHint: 'Used when a document has to be posted',
    sme: 'Small or medium-sized enterprise, or sole trader',
    smeHint: 'For statistics and priority service only. It does not decide whether the matter is accepted.',
  },
})

export const ApplicantPage = ({
  nameLabel,
  identifierLabel,
  identifierHint,
  identifierOptional,
  askSme,
  values,
  ...question
}: ApplicantPageProps) => {
  const t = useWords(words)
  return (
    <QuestionPage {...question} title={t.title} heading={t.heading} why={t.why}>
      <ReuseLink />
      <TextField name="name" label={nameLabel} value={values.name} autoComplete="name" errors={question.errors} />
      <TextField
        name="identifier"
        label={identifierLabel}
        hint={identifierHint}
        optional={identifierOptional}
        value={values.identifier}
        width="half"
        autoComplete="off"
        spellCheck={false}
        errors={question.errors}
      />
      <TextField
        name="phone"
        label={t.phone}
        hint={t.phoneHint}
        value={values.phone}
        type="tel"
        inputMode="tel"
        width="half"
        autoComplete="tel"
        errors={question.errors}
      />
      <TextField
        name="mail"
        label={t.mail}
        optional
        value={values.mail}
        type="email"
        inputMode="email"
        autoComplete="email"
        spellCheck={false}
        errors={question.errors}
      />
      <TextField
        name="address"
        label={t.address}
        hint={t.addressHint}
        optional
        value={values.address}
        autoComplete="street-address"
        errors={question.errors}
      />
      {askSme ? (
        <Tick name="sme" label={t.sme} hint={t.smeHint} checked={values.sme === 'yes'} errors={question.errors} />
      ) : null}
    </QuestionPage>
  )
}
