import { portalPaths } from '../../../contract/paths.ts'
import type { HumanCheckPageProps } from '../../../contract/portal/info.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { useWords } from '../../ui/language.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Csrf, Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    title: '请回答一个小问题',
    heading: '操作太快了，请先回答一个小问题',
    lead: '从您所在的网络来的操作比平时多。回答对了就可以接着办，刚才填的内容不会丢。',
    hint: '用数字或者文字回答都可以，例如 7 或者“七”。',
    go: '回答并继续',
    instead: (minutes: number) =>
      `不想回答，可以等 ${minutes} 分钟再试，也可以打电话给机构。这是为了防止有人反复猜测别人的号码。`,
    phones: '找机构的电话',
  },
  en: {
    title: 'Please answer a small question',
    heading: 'Too fast: please answer a small question first',
    lead: 'More is coming from your network than usual. After a right answer you can go on, and what you filled in is kept.',
    hint: 'In digits or in words, e.g. 7 or “seven”.',
    go: 'Answer and go on',
    instead: (minutes) =>
      `Or wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again, or call the institution. This keeps others from guessing your numbers.`,
    phones: 'Find phone numbers',
  },
})

/** A sum in words, asked when a limit is reached. Fields: `_human` (the signed question), `_humanAnswer`, and what is carried. */
export const HumanCheckPage = (props: HumanCheckPageProps) => {
  const { chrome, action, carried, question, token, retryAfterSeconds, errors } = props
  const t = useWords(words)
  return (
    <Page chrome={chrome} title={t.title} error={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <h1>{t.heading}</h1>
      <p className="lead">{t.lead}</p>
      <form method="post" action={action} noValidate>
        <Csrf chrome={chrome} />
        {carried.map(({ name, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may come several times; the order never changes
          <input type="hidden" name={name} value={value} key={index} />
        ))}
        <input type="hidden" name="_human" value={token} />
        <TextField
          name="_humanAnswer"
          label={question}
          hint={t.hint}
          value=""
          width="short"
          autoComplete="off"
          errors={errors}
        />
        <div className="actions">
          <button className="btn" type="submit">
            {t.go}
          </button>
        </div>
      </form>
      <p className="hint">
        {t.instead(Math.max(1, Math.ceil(retryAfterSeconds / 60)))} <a href={portalPaths.institutions()}>{t.phones}</a>
      </p>
    </Page>
  )
}
