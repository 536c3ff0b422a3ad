import { useQuery } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { type DeadlineRuleRow, deadlineRulesQuery } from '../api/office.ts'
import { useHasRole } from '../session/staff-context.ts'
import { Loading } from '../shell/Loading.tsx'
import { PageHead } from '../shell/PageHead.tsx'
import { Trouble } from '../shell/Trouble.tsx'
import { dayInWords } from '../words/moment.ts'
import { limitInWords } from '../words/remaining.ts'
import { OverrideDrawer } from './OverrideDrawer.tsx'

const kindWords: Readonly<Record<string, string>> = {
  law: '有依据的时限',
  benchmark: '对标指标，不是法定时限',
  platform: '平台默认，不是法定时限',
}
const confidenceWords: Readonly<Record<string, string>> = {
  high: '可信度高',
  medium: '可信度中',
  low: '可信度低',
  none: '没有来源',
}

const validity = ({ validFrom, validTo }: { validFrom: string; validTo: string | null }) =>
  validTo === null ? `${dayInWords(validFrom)}起` : `${dayInWords(validFrom)}至 ${dayInWords(validTo)}`

/** Every time limit with what it rests on; an institution's own limit stands beside the rule it replaces. */
export const RulesPage = () => {
  const rules = useQuery(deadlineRulesQuery)
  const mayOverride = useHasRole(['head', 'administrator'])
  const [open, setOpen] = useState<DeadlineRuleRow | null>(null)
  return (
    <>
      <PageHead title="时限规则" />
      <section className="card list-card" aria-label="时限规则">
        {rules.isPending ? <Loading what="时限规则" /> : null}
        {rules.isError ? <Trouble error={rules.error} onRetry={() => rules.refetch()} /> : null}
        {rules.data === undefined ? null : (
          <>
            <p className="soft">
              放假安排已公布到 {dayInWords(rules.data.calendar.publishedThrough)}（日历 {rules.data.calendar.version}
              ）。 此后的日期只按周末计算，标为暂定。
            </p>
            <table className="list">
              <caption className="vh">时限规则</caption>
              <thead>
                <tr>
                  <th scope="col">规则</th>
                  <th scope="col">时限</th>
                  <th scope="col">从何时起算</th>
                  <th scope="col">到期后果</th>
                  <th scope="col">依据</th>
                  <th scope="col">有效期</th>
                  <th scope="col">本机构</th>
                </tr>
              </thead>
              <tbody>
                {rules.data.rows.map((rule) => (
                  <tr key={`${rule.id} ${rule.version}`}>
                    <td data-label="规则" className="main-cell">
                      <b>{rule.name}</b>
                      <div className="soft">
                        {rule.id}，第 {rule.version} 版
                      </div>
                    </td>
                    <td data-label="时限" className="nowrap">
                      {limitInWords(rule.limit, rule.unit)}
                    </td>
                    <td data-label="从何时起算">{rule.trigger}</td>
                    <td data-label="到期后果">{rule.effect}</td>
                    <td data-label="依据">
                      {rule.source}
                      <div>
                        <Tag variant="outlined">{confidenceWords[rule.confidence] ?? rule.confidence}</Tag>
                      </div>
                      <div className="soft">{kindWords[rule.kind] ?? rule.kind}</div>
                    </td>
                    <td data-label="有效期">{validity(rule)}</td>
                    <td data-label="本机构">
                      {rule.override === null ? (
                        <div className="soft">同规则</div>
                      ) : (
                        <>
                          <b>{limitInWords(rule.override.limit, rule.override.unit)}</b>
                          <div className="soft">
                            {rule.override.reason}；{validity(rule.override)}
                          </div>
                        </>
                      )}
                      {mayOverride && rule.validTo === null ? (
                        <Button size="small" aria-label={`为${rule.name}另设时限`} onClick={() => setOpen(rule)}>
                          另设时限
                        </Button>
                      ) : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </section>
      {open === null ? null : <OverrideDrawer rule={open} onClose={() => setOpen(null)} />}
    </>
  )
}
