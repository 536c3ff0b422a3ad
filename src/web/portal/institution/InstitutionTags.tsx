import type { InstitutionEntry, InstitutionSource } from '../../../contract/portal/institution.ts'
import { Tag } from '../../ui/Tag.tsx'

/** What kind of page a grade stands for, for people. */
export const gradeWords = {
  A: 'A 级来源：官方网站',
  B: 'B 级来源：媒体或法律数据库',
} satisfies Record<InstitutionSource['grade'], string>

export const InstitutionTags = ({ institution }: { institution: InstitutionEntry }) => (
  <>
    <Tag>{institution.kindLabel}</Tag>
    {institution.demo ? <Tag tone="demo">示范数据</Tag> : null}
    {institution.state === 'suspended' ? <Tag tone="late">暂停受理</Tag> : null}
    {institution.source ? <Tag>{gradeWords[institution.source.grade]}</Tag> : null}
  </>
)
