import { portalPaths } from '../../../contract/paths.ts'
import type { ReusePageProps } from '../../../contract/portal/account.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { CheckboxCards, RadioCards } from '../../ui/choices.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { useWords } from '../../ui/language.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Csrf, Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    title: '用上次的信息',
    lead: '选要用的内容。只取用您选的，取用以后还可以改；每次取用都有记录。',
    person: '申请人和联系方式',
    none: '不用，自己填',
    name: '那一次填的姓名或单位全称',
    nameHint: '选了申请人才需要，用来确认是您本人的信息。',
    rights: '权利',
    from: (from: string) => `来自 ${from}`,
    nothing: '没有找到可以用的信息：没有用这个手机或邮箱申请过，或者上次不是以同样的身份申请的。',
    go: '取用选中的内容',
    back: '返回自己填',
  },
  en: {
    title: 'Use earlier answers',
    lead: 'Choose what to take over. Only what you choose is copied, you can change it afterwards, and each use is recorded.',
    person: 'Applicant and contact',
    none: 'None, I type it in',
    name: 'Name given that time',
    nameHint: 'Only needed with an applicant; it confirms that the answers are yours.',
    rights: 'Rights',
    from: (from) => `from ${from}`,
    nothing:
      'Nothing was found to take over: no application with this phone or mail address, or it was made as another kind of applicant.',
    go: 'Take over what I chose',
    back: 'Back, type it in',
  },
})

/** Fields `person`, `name`, `rights` (several). */
export const ReusePage = ({ chrome, backHref, people, rights, errors, values }: ReusePageProps) => {
  const t = useWords(words)
  const empty = people.length === 0 && rights.length === 0
  const persons = people.map((one) => ({
    code: one.id,
    label: one.name,
    hint: [...one.lines, t.from(one.from)].join(' · '),
  }))
  return (
    <Page chrome={chrome} title={t.title} error={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <h1>{t.title}</h1>
      {empty ? <p>{t.nothing}</p> : <p className="lead">{t.lead}</p>}
      <form method="post" action={portalPaths.applyReuse()} noValidate>
        <Csrf chrome={chrome} />
        {people.length > 0 ? (
          <>
            <RadioCards
              name="person"
              legend={t.person}
              options={[...persons, { code: '', label: t.none }]}
              value={values.person}
              errors={errors}
            />
            <TextField
              name="name"
              label={t.name}
              hint={t.nameHint}
              optional
              value={values.name}
              width="half"
              autoComplete="off"
              errors={errors}
            />
          </>
        ) : null}
        {rights.length > 0 ? (
          <CheckboxCards
            name="rights"
            legend={t.rights}
            optional
            options={rights.map((one) => ({ code: one.id, label: one.words, hint: t.from(one.from) }))}
            values={values.rights}
            errors={errors}
          />
        ) : null}
        <div className="actions">
          {empty ? null : (
            <button className="btn" type="submit">
              {t.go}
            </button>
          )}
          <a className="back" href={backHref}>
            {t.back}
          </a>
        </div>
      </form>
    </Page>
  )
}
