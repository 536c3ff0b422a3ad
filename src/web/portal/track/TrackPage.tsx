import { portalPaths } from '../../../contract/paths.ts'
import type { TrackPageProps } from '../../../contract/portal/track.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { Details } from '../../ui/Details.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { useWords } from '../../ui/language.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Csrf, Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    title: '查进度',
    lead: '不用注册。两样对上了，就能看到办到哪一步、谁负责、最迟哪天。',
    number: '事项编号',
    numberHint: '在回执上，例如 WQ33-7K4M-2D9X；大小写、横线都不要紧',
    proof: '手机号或查询码',
    proofHint: '申请时填写的手机号，或提交后给您的查询码',
    account: '号码不在手边？用手机或邮箱收一个验证码，看自己的全部事项',
    lost: '号码找不到了怎么办？',
    lostText: '可以带身份证件到办理机构查询，也可以打电话请机构核对身份后告诉您。',
    phones: '找机构的电话和地址',
  },
  en: {
    title: 'Check progress',
    lead: 'No account needed. With two matching numbers you see how far the matter is, who is responsible, and by which day.',
    number: 'Matter number',
    numberHint: 'On your receipt, e.g. WQ33-7K4M-2D9X. Capitals and dashes do not matter.',
    proof: 'Phone number or query code',
    proofHint: 'The phone number you applied with, or the query code you got after sending',
    account: 'No number at hand? Receive a code by phone or mail and see all your matters',
    lost: 'What if I have lost the numbers?',
    lostText: 'Ask at the institution with an identity document, or call: they tell you after checking who you are. ',
    phones: 'Find phone numbers and addresses',
  },
})

/** Fields: `number`, `proof` (phone or query code). A wrong number and a wrong proof must get the same answer. */
export const TrackPage = ({ chrome, errors, values }: TrackPageProps) => {
  const t = useWords(words)
  return (
    <Page chrome={chrome} title={t.title} error={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      <form method="post" action={portalPaths.track()} noValidate>
        <Csrf chrome={chrome} />
        <TextField
          name="number"
          label={t.number}
          hint={t.numberHint}
          value={values.number}
          width="half"
          autoComplete="off"
          spellCheck={false}
          errors={errors}
        />
        <TextField
          name="proof"
          label={t.proof}
          hint={t.proofHint}
          value={values.proof}
          width="half"
          autoComplete="off"
          spellCheck={false}
          errors={errors}
        />
        <div className="actions">
          <button className="btn" type="submit">
            {t.title}
          </button>
        </div>
      </form>
      <p>
        <a href={portalPaths.account()}>{t.account}</a>
      </p>
      <Details summary={t.lost}>
        <p>
          {t.lostText}
          <a href={portalPaths.institutions()}>{t.phones}</a>
        </p>
      </Details>
    </Page>
  )
}
