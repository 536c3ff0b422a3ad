import { portalPaths } from '../../../contract/paths.ts'
import type { AppealPageProps } from '../../../contract/portal/track.ts'
import { formatInstant } from '../../ui/format.ts'
import { TextArea } from '../../ui/TextArea.tsx'
import { DueDate, DueDetails } from '../DueDate.tsx'
import { TrackForm } from './TrackForm.tsx'

/** Field: `reasons`. */
export const AppealPage = (props: AppealPageProps) => (
  <TrackForm
    chrome={props.chrome}
    number={props.number}
    version={props.version}
    title="对不予受理提出申诉"
    lead="申诉由主管的知识产权管理部门审查，不由原来的机构自己审查。"
    errors={props.errors}
    action={portalPaths.trackPage('appeal')}
    submit="提交申诉"
  >
    {props.due ? (
      <>
        <p>
          <DueDate due={props.due} />
        </p>
        <DueDetails due={props.due} />
      </>
    ) : null}
    <div className="panel">
      <p>
        <b>不予受理的决定</b>（{formatInstant(props.decision.issuedAt)}）
      </p>
      <ul>
        {props.decision.grounds.map((ground) => (
          <li key={ground}>{ground}</li>
        ))}
      </ul>
      <p className="prose">{props.decision.reasons}</p>
    </div>
    <TextArea
      name="reasons"
      label="您为什么不同意？"
      hint="针对上面的理由，说明哪里不对。"
      value={props.values.reasons}
      rows={8}
      limit={props.limit}
      errors={props.errors}
    />
  </TrackForm>
)
