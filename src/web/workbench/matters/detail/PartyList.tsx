import { Button } from 'antd'
import { useState } from 'react'
import type { MatterView, PartyView } from '../../../../contract/matter.ts'
import { roleWord } from '../../../../contract/refusal-words.ts'
import { useCodeLists } from '../../api/code-lists.ts'
import { useHasRole } from '../../session/staff-context.ts'
import { officers } from '../../shell/menu.ts'
import { RevealDialog, type RevealField } from './RevealDialog.tsx'

const roleNames = { applicant: '申请人', agent: '代理人', respondent: '对方' } satisfies Record<
  PartyView['role'],
  string
>

const identifierNames: Readonly<Record<string, string>> = { 'resident-id': '身份证号', uscc: '统一社会信用代码' }

interface Asked {
  readonly party: PartyView
  readonly field: RevealField
  readonly label: string
}

/** Identifiers stay masked; the whole is shown for a reason, which goes to the log. */
export const PartyList = ({ matter }: { matter: MatterView }) => {
  const [asked, setAsked] = useState<Asked | null>(null)
  const [shown, setShown] = useState<Readonly<Record<string, string>>>({})
  const codes = useCodeLists()
  const mayReveal = useHasRole(officers)
  return (
    <section className="card" aria-labelledby="parties-title">
      <h2 id="parties-title">当事人</h2>
      {mayReveal ? null : <p className="soft">完整的号码和地址由{officers.map(roleWord).join('、')}查看。</p>}
      {matter.parties.map((party) => (
        <div key={party.partyId} className="party">
          <h3>
            <span className="soft">{roleNames[party.role]}</span> {party.name}
          </h3>
          <ul className="party-facts">
            {party.identityKind === null ? null : <li>{codes.label('identity-kinds', party.identityKind)}</li>}
            {party.relation === null ? null : <li>与申请人的关系：{party.relation}</li>}
            {party.place === null ? null : <li>地点：{party.place}</li>}
            {party.link === null ? null : (
              <li>
                网址：
                <a href={party.link} target="_blank" rel="noreferrer noopener">
                  {party.link}
                </a>
              </li>
            )}
            {maskedOf(party).map(({ field, label, masked }) => {
              const open = shown[`${party.partyId} ${field}`]
              return (
                <li key={field}>
                  {label}：<span className="mask">{open ?? masked}</span>
                  {open === undefined && !mayReveal ? null : open === undefined ? (
                    <Button
                      type="link"
                      size="small"
                      aria-label={`查看${party.name}的${label}（留痕）`}
                      onClick={() => setAsked({ party, field, label })}
                    >
                      查看（留痕）
                    </Button>
                  ) : (
                    <span className="soft">已记入日志</span>
                  )}
                </li>
              )
            })}
          </ul>
        </div>
      ))}
      {asked === null ? null : (
        <RevealDialog
          matterId={matter.id}
          {...asked}
          onClose={() => setAsked(null)}
          onShown={(value) => {
            setShown((before) => ({ ...before, [`${asked.party.partyId} ${asked.field}`]: value }))
            setAsked(null)
          }}
        />
      )}
    </section>
  )
}

const maskedOf = (party: PartyView): { field: RevealField; label: string; masked: string }[] => {
  const all: { field: RevealField; label: string; masked: string | null }[] = [
    {
      field: 'identifier',
      label: identifierNames[party.identifierType ?? ''] ?? '证件号码',
      masked: party.identifier,
    },
    { field: 'phone', label: '电话', masked: party.phone },
    { field: 'mail', label: '邮箱', masked: party.mail },
    { field: 'address', label: '地址', masked: party.hasAddress ? '已填写，未显示' : null },
  ]
  return all.flatMap(({ masked, ...rest }) => (masked === null ? [] : [{ ...rest, masked }]))
}
