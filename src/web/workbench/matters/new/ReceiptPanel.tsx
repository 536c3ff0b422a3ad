import { Alert, Button } from 'antd'
import { Link } from 'react-router'
import { portalPaths, workbenchPaths } from '../../../../contract/paths.ts'
import type { SubmissionReceipt } from '../../../../contract/submission.ts'
import { formatDateWithWeekday, formatInstant, spellOverThePhone } from '../../../ui/format.ts'
import { institutionName } from '../../words/institution-name.ts'

/** What to read to the person or print for them. The query code is shown this once. */
export const ReceiptPanel = ({ receipt, onNext }: { receipt: SubmissionReceipt; onNext: () => void }) => (
  <section className="card receipt" aria-labelledby="receipt-title">
    <h2 id="receipt-title">请告诉申请人，或者打印交给申请人</h2>
    {receipt.created ? null : <Alert type="info" title="这份登记此前已经收到，没有重复登记。" />}
    <dl className="receipt-codes">
      <div>
        <dt>编号</dt>
        <dd>
          <b className="code">{receipt.number}</b>
          <div className="soft">电话里这样念：{spellOverThePhone(receipt.number)}</div>
        </dd>
      </div>
      <div>
        <dt>查询码</dt>
        <dd>
          <b className="code">{receipt.queryCode}</b>
          <div className="soft">电话里这样念：{spellOverThePhone(receipt.queryCode)}</div>
          <div>只显示这一次。查进度、补材料时要和编号一起用。</div>
        </dd>
      </div>
      <div>
        <dt>受理机构</dt>
        <dd>
          {institutionName(receipt.institution)}
          <ul className="bullets">
            {receipt.why.map((why) => (
              <li key={why}>{why}</li>
            ))}
          </ul>
        </dd>
      </div>
      <div>
        <dt>登记时间</dt>
        <dd>{formatInstant(receipt.submittedAt)}</dd>
      </div>
      {receipt.dueOn === null ? null : (
        <div>
          <dt>最晚答复</dt>
          <dd>
            {formatDateWithWeekday(receipt.dueOn)}，告知是否受理
            <details>
              <summary>怎么算的</summary>
              <ol className="bullets">
                {receipt.derivation.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ol>
            </details>
          </dd>
        </div>
      )}
      <div>
        <dt>查进度</dt>
        <dd>
          {window.location.host}
          {portalPaths.track()}
        </dd>
      </div>
    </dl>
    <p className="row no-print">
      <Button type="primary" onClick={() => window.print()}>
        打印
      </Button>
      <Button onClick={onNext}>再登记一件</Button>
      <Link to={workbenchPaths.matter(receipt.matterId)}>打开这个事项</Link>
    </p>
  </section>
)
