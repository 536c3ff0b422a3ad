import type { CheckPageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { useWords } from '../../ui/language.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { EvidenceItems } from '../EvidenceItems.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

const words = inBoth({
  zh: {
    title: '核对一遍',
    heading: '提交前，请核对一遍',
    lead: '不对的地方点“修改”，改完会回到这一页。',
    go: '没有问题，继续',
    missing: '还有几项没有填',
    evidence: '材料和证据',
    change: '修改',
    changeWhat: '：材料和证据',
    none: '没有添加材料，以后可以补。',
  },
  en: {
    title: 'Check your answers',
    heading: 'Please check your answers before sending',
    lead: 'If something is wrong, choose “Change”. You come back to this page afterwards.',
    go: 'All correct, continue',
    missing: 'Some answers are still missing',
    evidence: 'Documents and evidence',
    change: 'Change',
    changeWhat: ': documents and evidence',
    none: 'No documents added. You can hand them in later.',
  },
})

export const CheckPage = ({ sections, evidence, evidenceChangeHref, missing, ...question }: CheckPageProps) => {
  const t = useWords(words)
  return (
    <QuestionPage {...question} title={t.title} heading={t.heading} lead={t.lead} submit={t.go}>
      {missing.length > 0 ? (
        <Notice tone="warn" title={t.missing}>
          <ul>
            {missing.map((item) => (
              <li key={item.href + item.text}>
                <a href={item.href}>{item.text}</a>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <SummaryList sections={sections} />
      <section className="summary">
        <div className="summary-head">
          <h2>{t.evidence}</h2>
          <a href={evidenceChangeHref}>
            {t.change}
            <span className="vh">{t.changeWhat}</span>
          </a>
        </div>
        <EvidenceItems items={evidence} empty={t.none} />
      </section>
    </QuestionPage>
  )
}
