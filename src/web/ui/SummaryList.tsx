import type { SummarySection } from '../../contract/portal/parts.ts'
import { inBoth } from '../../domain/kernel/language.ts'
import { useWords } from './language.tsx'

const words = inBoth({
  zh: { empty: '没有填写', change: '修改', changeWhat: '：' },
  en: { empty: 'Not given', change: 'Change', changeWhat: ': ' },
})

const Value = ({ value }: { value: string | readonly string[] }) => {
  const t = useWords(words)
  const lines = typeof value === 'string' ? [value] : value
  if (lines.every((line) => line === '')) return <span className="soft">{t.empty}</span>
  return lines.map((line, index) => (
    // Lines may repeat; their order is their identity.
    // biome-ignore lint/suspicious/noArrayIndexKey: static markup, never reordered
    <span className="line" key={index}>
      {line}
    </span>
  ))
}

/** What has been answered, section by section, each with the way back to change it. */
export const SummaryList = ({ sections, level = 2 }: { sections: readonly SummarySection[]; level?: 2 | 3 }) => {
  const t = useWords(words)
  const Heading = level === 2 ? 'h2' : 'h3'
  return sections.map((section) => (
    <section className="summary" key={section.title}>
      <div className="summary-head">
        <Heading>{section.title}</Heading>
        {section.changeHref ? (
          <a href={section.changeHref}>
            {t.change}
            <span className="vh">
              {t.changeWhat}
              {section.title}
            </span>
          </a>
        ) : null}
      </div>
      <dl>
        {section.rows.map((row) => (
          <div key={row.label}>
            <dt>{row.label}</dt>
            <dd>
              <Value value={row.value} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  ))
}
