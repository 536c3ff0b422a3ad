import type { InstitutionEntry, InstitutionSource } from '../../../contract/portal/institution.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { useWords } from '../../ui/language.tsx'
import { Tag } from '../../ui/Tag.tsx'

/** `grades`: what kind of page a grade stands for, for people. */
export const sourceWords = inBoth({
  zh: {
    grades: { A: 'A 级来源：官方网站', B: 'B 级来源：媒体或法律数据库' } satisfies Record<
      InstitutionSource['grade'],
      string
    >,
    demo: '示范数据',
    suspended: '暂停受理',
  },
  en: {
    grades: { A: 'Source grade A: official site', B: 'Source grade B: media or law database' },
    demo: 'demo data',
    suspended: 'not accepting now',
  },
})

export const InstitutionTags = ({ institution }: { institution: InstitutionEntry }) => {
  const t = useWords(sourceWords)
  return (
    <>
      <Tag>{institution.kindLabel}</Tag>
      {institution.demo ? <Tag tone="demo">{t.demo}</Tag> : null}
      {institution.state === 'suspended' ? <Tag tone="late">{t.suspended}</Tag> : null}
      {institution.source ? <Tag>{t.grades[institution.source.grade]}</Tag> : null}
    </>
  )
}
