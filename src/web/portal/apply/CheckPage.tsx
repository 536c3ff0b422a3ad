import type { CheckPageProps } from '../../../contract/portal/apply.ts'
import { Notice } from '../../ui/Notice.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { EvidenceItems } from '../EvidenceItems.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

export const CheckPage = ({ sections, evidence, evidenceChangeHref, missing, ...question }: CheckPageProps) => (
  <QuestionPage
    {...question}
    title="核对一遍"
    heading="提交前，请核对一遍"
    lead="不对的地方点“修改”，改完会回到这一页。"
    submit="没有问题，继续"
  >
    {missing.length > 0 ? (
      <Notice tone="warn" title="还有几项没有填">
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
        <h2>材料和证据</h2>
        <a href={evidenceChangeHref}>
          修改<span className="vh">：材料和证据</span>
        </a>
      </div>
      <EvidenceItems items={evidence} empty="没有添加材料，以后可以补。" />
    </section>
  </QuestionPage>
)
