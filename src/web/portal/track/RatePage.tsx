import { portalPaths } from '../../../contract/paths.ts'
import type { RatePageProps } from '../../../contract/portal/track.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { RadioCards } from '../../ui/choices.tsx'
import { useWords } from '../../ui/language.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TrackForm } from './TrackForm.tsx'

const words = inBoth({
  zh: {
    stars: ['★★★★★ 非常满意', '★★★★ 满意', '★★★ 一般', '★★ 不满意', '★ 非常不满意'],
    solvedOptions: { yes: '解决了', partly: '部分解决', no: '没有解决' },
    title: '评价这次服务',
    lead: (institution: string) => `办理机构：${institution}。评价不影响您的权益，以后也可以继续申请。`,
    go: '提交评价',
    satisfied: '总的来说满意吗？',
    solved: '问题解决了吗？',
    say: '想对我们说的话',
    sayHint: '哪里好，哪里该改进。请不要写证件号码。',
  },
  en: {
    stars: ['★★★★★ very satisfied', '★★★★ satisfied', '★★★ fair', '★★ dissatisfied', '★ very dissatisfied'],
    solvedOptions: { yes: 'Yes', partly: 'In part', no: 'No' },
    title: 'Rate this service',
    lead: (institution) =>
      `Institution: ${institution}. Your rating does not affect your rights, and you may apply again.`,
    go: 'Send the rating',
    satisfied: 'Are you satisfied on the whole?',
    solved: 'Was the problem solved?',
    say: 'What you would like to tell us',
    sayHint: 'What was good, what could be better. Please do not write identity numbers.',
  },
})

export const RatePage = ({ chrome, number, version, institution, limit, errors, values }: RatePageProps) => {
  const t = useWords(words)
  return (
    <TrackForm
      chrome={chrome}
      number={number}
      version={version}
      title={t.title}
      lead={t.lead(institution)}
      errors={errors}
      action={portalPaths.trackPage('rate')}
      submit={t.go}
    >
      <RadioCards
        name="stars"
        legend={t.satisfied}
        options={t.stars.map((label, index) => ({ code: String(5 - index), label }))}
        value={values.stars}
        errors={errors}
      />
      <RadioCards
        name="solved"
        legend={t.solved}
        options={(['yes', 'partly', 'no'] as const).map((code) => ({ code, label: t.solvedOptions[code] }))}
        value={values.solved}
        errors={errors}
      />
      <TextArea
        name="words"
        label={t.say}
        hint={t.sayHint}
        optional
        value={values.words}
        rows={4}
        limit={limit}
        errors={errors}
      />
    </TrackForm>
  )
}
