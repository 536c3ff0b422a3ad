import { Alert, Button } from 'antd'
import type { Problem } from '../../../../contract/problem.ts'
import { momentInWords } from '../../words/moment.ts'

/** Somebody else was faster: what they did, and a way to go on with what is already typed. */
export const ChangedNotice = ({
  changes,
  onReload,
}: {
  changes: NonNullable<Problem['changes']>
  onReload: () => void
}) => (
  <Alert
    type="warning"
    role="alert"
    showIcon
    title="在您填写期间，这一事项已有新的变化"
    description={
      <>
        <ul className="bullets">
          {changes.map((change) => (
            <li key={change.seq}>
              {momentInWords(change.at)}，{change.by}：{change.summary}
            </li>
          ))}
        </ul>
        <p>请先看清变化，再决定是否办理。已填写的文字会保留。</p>
        <Button onClick={onReload}>载入最新内容</Button>
      </>
    }
  />
)
