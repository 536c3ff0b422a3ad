import type { MatterView } from '../../../../contract/matter.ts'
import { useCodeLists } from '../../api/code-lists.ts'
import { dayInWords, momentInWords } from '../../words/moment.ts'
import { receiptWayWords } from '../../words/receipt-ways.ts'

/** Notices of both kinds with their receipt, and what was asked and answered. */
export const SupplementList = ({ matter }: { matter: MatterView }) => {
  const codes = useCodeLists()
  if (matter.notices.length === 0) return null
  return (
    <section className="card" aria-labelledby="notices-title">
      <h2 id="notices-title">通知与补正</h2>
      <ul className="papers">
        {matter.notices.map((notice) => {
          const round = matter.supplements.find((one) => one.noticeId === notice.noticeId)
          return (
            <li key={notice.noticeId}>
              <b>{notice.kind === 'supplement' ? '补正通知' : '不予受理决定'}</b>
              <span className="soft"> {momentInWords(notice.issuedAt)} 发出</span>
              <div>
                {notice.received === null
                  ? '尚未登记送达，时限还没有开始'
                  : `${dayInWords(notice.received.on)}送达（${receiptWayWords(notice.received.way)}）`}
              </div>
              {notice.kind === 'refusal' && matter.refusal !== null ? (
                <div>
                  理由：{matter.refusal.grounds.map((ground) => codes.label('refusal-grounds', ground)).join('；')}
                </div>
              ) : null}
              {round === undefined ? null : (
                <>
                  <ol className="bullets">
                    {round.items.map((item) => (
                      <li key={item}>{item}</li>
                    ))}
                  </ol>
                  {round.answeredAt === null ? (
                    <div className="soft">还没有补正</div>
                  ) : (
                    <div>
                      {momentInWords(round.answeredAt)} 补正：<span className="prose">{round.answer}</span>
                    </div>
                  )}
                </>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
