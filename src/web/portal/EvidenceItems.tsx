import type { EvidenceItem, FieldError } from '../../contract/portal/parts.ts'
import { inBoth } from '../../domain/kernel/language.ts'
import { InChinese, useFormats, useWords } from '../ui/language.tsx'
import { OriginalPhoto, PhotoPlace } from './PhotoPlace.tsx'

const words = inBoth({
  zh: {
    remove: '删除',
  },
  en: {
    remove: 'Remove ',
  },
})

/** Files and links handed in. `full` prints the whole fingerprints, for receipts. */
export const EvidenceItems = ({
  items,
  removable = false,
  full = false,
  empty,
  errors = [],
}: {
  items: readonly EvidenceItem[]
  removable?: boolean
  full?: boolean
  empty?: string
  errors?: readonly FieldError[]
}) => {
  const t = useWords(words)
  const format = useFormats()
  if (items.length === 0) return empty ? <p className="soft">{empty}</p> : null
  return (
    <ul className="files">
      {items.map((item) => (
        <li key={item.id}>
          <div>
            <b className="url">
              <InChinese>{item.href ? <a href={item.href}>{item.name}</a> : item.name}</InChinese>
            </b>
            <span className="meta">
              {item.kindLabel}
              {item.sizeBytes === null ? null : ` · ${format.bytes(item.sizeBytes)}`}
              {item.addedAt ? (
                <>
                  {' · '}
                  <span className="piece">{format.instant(item.addedAt)}</span>
                </>
              ) : null}
            </span>
            {item.link ? <span className="meta url">{item.link}</span> : null}
            {item.sha256 ? (
              <span className="meta">
                SHA-256 <span className="code">{full ? item.sha256 : `${item.sha256.slice(0, 12)}…`}</span>
              </span>
            ) : null}
            {full && item.sm3 ? (
              <span className="meta">
                SM3 <span className="code">{item.sm3}</span>
              </span>
            ) : null}
            <OriginalPhoto item={item} full={full} />
            {removable ? <PhotoPlace item={item} errors={errors} /> : null}
          </div>
          {removable ? (
            <button className="btn link" type="submit" name="action" value={`remove.${item.id}`}>
              {t.remove}
              <span className="vh">{item.name}</span>
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
