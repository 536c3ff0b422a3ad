import type { ClockView } from '../../../../contract/matter.ts'
import { dayInWords, momentInWords } from '../../words/moment.ts'
import { isShort } from '../../words/remaining.ts'

const kindNotes: Readonly<Record<string, string>> = {
  benchmark: '对标指标，不是法定时限',
  platform: '平台默认，不是法定时限',
}

/** The clocks that run or wait on top, those that have ended folded away below. */
export const ClockStrip = ({ clocks }: { clocks: readonly ClockView[] }) => {
  const live = clocks.filter((clock) => clock.state !== 'stopped')
  const ended = clocks.filter((clock) => clock.state === 'stopped')
  if (clocks.length === 0) return null
  return (
    <section aria-label="时限" className="clock-section">
      {live.length === 0 ? <p className="soft">现在没有在走的时限。</p> : null}
      <ul className="clocks">
        {live.map((clock) => (
          <Clock key={`${clock.ruleId} ${clock.from}`} clock={clock} />
        ))}
      </ul>
      {ended.length === 0 ? null : (
        <details className="ended-clocks">
          <summary>已结束的时限 {ended.length} 个</summary>
          <ul className="bullets">
            {ended.map((clock) => (
              <li key={`${clock.ruleId} ${clock.from}`}>
                {clock.name}（{clock.ruleId}）：{momentInWords(clock.from)} 起
                {clock.stoppedAt === null ? '' : `，${momentInWords(clock.stoppedAt)} 止`}
                {clock.dueOn === null ? '' : `，期限 ${dayInWords(clock.dueOn)}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const headline = (clock: ClockView): string => {
  if (clock.state === 'paused') return '已暂停'
  const left = clock.remaining?.words ?? ''
  const end =
    clock.remaining?.unit === 'hour' && clock.dueAt !== null
      ? momentInWords(clock.dueAt)
      : clock.dueOn === null
        ? ''
        : dayInWords(clock.dueOn)
  return [left, end].filter((part) => part !== '').join(' · ')
}

const Clock = ({ clock }: { clock: ClockView }) => {
  const short = clock.state === 'running' && clock.remaining !== null && isShort(clock.remaining)
  const note = kindNotes[clock.ruleKind]
  const percent = clock.used === null ? null : Math.round(Math.min(1, Math.max(0, clock.used)) * 100)
  return (
    <li className={short ? 'clock hot' : 'clock'}>
      <div className="soft clock-name">
        {clock.name}（{clock.ruleId}，第 {clock.ruleVersion} 版）{clock.owner === 'applicant' ? ' · 申请人的时限' : ''}
      </div>
      <b>{headline(clock)}</b>
      {clock.provisional ? <span className="soft">（暂定：放假安排公布后重算）</span> : null}
      {percent === null ? null : (
        <>
          <div className="meter" aria-hidden>
            <i style={{ width: `${percent}%` }} />
          </div>
          <span className="vh">时间已用 {percent}%</span>
        </>
      )}
      {note === undefined ? null : <div className="soft">{note}</div>}
      {clock.derivation.length === 0 ? null : (
        <details>
          <summary>怎么算的</summary>
          <ol className="bullets">
            {clock.derivation.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </details>
      )}
    </li>
  )
}
