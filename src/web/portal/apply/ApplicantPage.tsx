import type { ApplicantPageProps } from '../../../contract/portal/apply.ts'
import { Tick } from '../../ui/choices.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

export const ApplicantPage = ({
  nameLabel,
  identifierLabel,
  identifierHint,
  identifierOptional,
  askSme,
  values,
  ...question
}: ApplicantPageProps) => (
  <QuestionPage
    {...question}
    title="申请人和联系方式"
    heading="怎么称呼您，怎么联系您？"
    why="机构要核对申请人身份，需要时打电话联系您。证件号码加密保存，只有办理此事的工作人员能看到，每次查看都有记录。手机号也是以后查进度的凭据。"
  >
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
      label="联系电话"
      hint="手机号；座机请带区号。查进度时要用。"
      value={values.phone}
      type="tel"
      inputMode="tel"
      width="half"
      autoComplete="tel"
      errors={question.errors}
    />
    <TextField
      name="mail"
      label="电子邮箱"
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
      label="通信地址"
      hint="需要邮寄文书时使用"
      optional
      value={values.address}
      autoComplete="street-address"
      errors={question.errors}
    />
    {askSme ? (
      <Tick
        name="sme"
        label="属于中小微企业或个体工商户"
        hint="只用于统计和优先服务，不影响是否受理。"
        checked={values.sme === 'yes'}
        errors={question.errors}
      />
    ) : null}
  </QuestionPage>
)
