import { useQuery } from '@tanstack/react-query'
import { Form } from 'antd'
import { useState } from 'react'
import { institutionProposalQuery } from '../../api/directory.ts'
import { sentenceOf } from '../../api/problem-error.ts'
import { RadioGroup } from '../../fields/ChoiceGroup.tsx'
import { InstitutionSelect } from '../../fields/InstitutionSelect.tsx'
import { useStaff } from '../../session/staff-context.ts'

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** The clerk's own institution unless another is chosen; the platform's proposal stands beside it with its reasons. */
export const InstitutionFields = () => {
  const need = (field: string) => ['submission', 'need', field]
  const occurredIn = textOf(Form.useWatch(need('occurredIn')))
  const locatedIn = textOf(Form.useWatch(need('locatedIn')))
  const rights: unknown = Form.useWatch(need('rights'))
  const services: unknown = Form.useWatch(need('services'))
  const rightTypes = (Array.isArray(rights) ? rights : []).flatMap((right) => textOf(right?.type) ?? [])
  const asked = {
    occurredIn,
    locatedIn,
    rightTypes,
    services: Array.isArray(services) ? services.filter((one) => typeof one === 'string') : [],
  }
  const enough = (occurredIn ?? locatedIn) !== undefined && rightTypes.length > 0
  const proposal = useQuery({ ...institutionProposalQuery(asked), enabled: enough })
  return (
    <>
      {enough ? null : <p className="soft">填写地点和权利后，这里显示建议的机构和理由。</p>}
      {proposal.isError ? <p className="soft">没有建议：{sentenceOf(proposal.error)}</p> : null}
      {proposal.data === undefined ? null : (
        <div className="proposal">
          <p>
            建议的机构：<b>{proposal.data.institution.name}</b>
          </p>
          <ul className="bullets">
            {proposal.data.why.map((why) => (
              <li key={why}>{why}</li>
            ))}
          </ul>
        </div>
      )}
      <Form.Item name={['submission', 'institutionId']} label="由哪一家机构受理" required>
        <InstitutionChoice
          proposed={
            proposal.data === undefined ? [] : [proposal.data.institution, ...proposal.data.alternatives.slice(0, 4)]
          }
        />
      </Form.Item>
    </>
  )
}

interface InstitutionChoiceProps {
  /** Given by the form item. */
  readonly id?: string
  readonly value?: string | null
  readonly onChange?: (id: string | null) => void
  readonly proposed: readonly { readonly id: string; readonly name: string }[]
}

const elsewhere = 'elsewhere'

const InstitutionChoice = ({ id, value, onChange, proposed }: InstitutionChoiceProps) => {
  const own = useStaff().institution
  const others = proposed.filter((one) => one.id !== own.id)
  const [searching, setSearching] = useState(false)
  const listed = value === own.id || others.some((one) => one.id === value)
  return (
    <>
      <RadioGroup
        id={id}
        stacked
        label="由哪一家机构受理"
        value={searching || !listed ? elsewhere : (value ?? undefined)}
        onChange={(chosen) => {
          setSearching(chosen === elsewhere)
          onChange?.(chosen === elsewhere ? null : chosen)
        }}
        options={[
          { value: own.id, label: `本机构：${own.name}` },
          ...others.map((one, index) => ({
            value: one.id,
            label: index === 0 && proposed[0]?.id === one.id ? `建议的机构：${one.name}` : one.name,
          })),
          { value: elsewhere, label: '其他机构' },
        ]}
      />
      {searching || !listed ? (
        <InstitutionSelect aria-label="其他机构的名称" value={value} onChange={onChange} />
      ) : null}
    </>
  )
}
