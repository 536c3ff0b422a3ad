import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { Link, useParams } from 'react-router'
import type { MatterView } from '../../../../contract/matter.ts'
import { workbenchPaths } from '../../../../contract/paths.ts'
import { statusWord } from '../../../../contract/refusal-words.ts'
import { useCodeLists } from '../../api/code-lists.ts'
import { matterQueryOf } from '../../api/matters.ts'
import { ProblemError } from '../../api/problem-error.ts'
import { Loading } from '../../shell/Loading.tsx'
import { PageHead } from '../../shell/PageHead.tsx'
import { Trouble } from '../../shell/Trouble.tsx'
import { ClockStrip } from './ClockStrip.tsx'
import { DeliverableList } from './DeliverableList.tsx'
import { DocumentList } from './documents/DocumentList.tsx'
import { EvidenceList } from './EvidenceList.tsx'
import { FactSheet } from './FactSheet.tsx'
import { HistoryList } from './HistoryList.tsx'
import { MessagePanel } from './MessagePanel.tsx'
import { OutcomeNotes } from './OutcomeNotes.tsx'
import { PartyList } from './PartyList.tsx'
import { StepPanel } from './StepPanel.tsx'
import { SupplementList } from './SupplementList.tsx'

/** One matter on one page: what happened on the left, what can be done now, and why not, on the right. */
export const MatterPage = () => {
  const { id = '' } = useParams()
  const matter = useQuery(matterQueryOf(id))
  if (matter.isSuccess) return <Matter matter={matter.data} />
  const missing = matter.error instanceof ProblemError && matter.error.problem.status === 404
  return (
    <>
      <PageHead title={missing ? '没有这个事项' : '事项'} />
      {matter.isPending ? <Loading what="事项" /> : null}
      {missing ? (
        <p>
          没有找到，或者不在您的权限范围内。<Link to={workbenchPaths.matters()}>去全部事项查找</Link>
        </p>
      ) : null}
      {matter.isError && !missing ? <Trouble error={matter.error} onRetry={() => matter.refetch()} /> : null}
    </>
  )
}

const Matter = ({ matter }: { matter: MatterView }) => {
  const codes = useCodeLists()
  return (
    <>
      <PageHead title={matter.title}>
        <span className="number soft">{matter.number}</span>
        <Tag color="blue" variant="outlined">
          {statusWord(matter.status)}
        </Tag>
        {matter.need.sme ? <Tag variant="outlined">小微企业</Tag> : null}
        <Tag variant="outlined">{codes.label('channels', matter.channel)}</Tag>
        <Tag variant="outlined">{codes.label('matter-kinds', matter.kind)}</Tag>
        {matter.need.urgency === 'none' ? null : (
          <Tag color="red" variant="outlined">
            {codes.label('urgencies', matter.need.urgency)}
          </Tag>
        )}
      </PageHead>
      <p className="jump">
        <a href="#steps">现在可以做什么</a>
      </p>
      <ClockStrip clocks={matter.clocks} />
      <div className="columns">
        <div>
          <OutcomeNotes matter={matter} />
          <FactSheet matter={matter} />
          <PartyList matter={matter} />
          <EvidenceList matter={matter} />
          <SupplementList matter={matter} />
          <DeliverableList matter={matter} />
          <DocumentList matter={matter} />
          <MessagePanel matter={matter} />
          <HistoryList history={matter.history} />
        </div>
        <StepPanel matter={matter} />
      </div>
    </>
  )
}
