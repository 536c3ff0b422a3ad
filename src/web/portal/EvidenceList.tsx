import type { EvidenceItem, FieldError, UnfinishedFile } from '../../contract/portal/parts.ts'
import { inBoth } from '../../domain/kernel/language.ts'
import { InChinese, useFormats, useWords } from '../ui/language.tsx'
import { EvidenceItems } from './EvidenceItems.tsx'

const words = inBoth({
  zh: {
    unfinished: '没有传完的文件',
    again: '再选一次同一个文件，就从断开的地方接着传；一天之内有效。',
    received: (received: string, size: string) => `已收到 ${received}，共 ${size}`,
    cancel: '不传了',
  },
  en: {
    unfinished: 'Files that are not complete',
    again: 'Choose the same file again and it goes on where it stopped; within one day.',
    received: (received, size) => `${received} of ${size} received`,
    cancel: 'Give up ',
  },
})

/** What was handed in so far and what stopped half-way; the script of uploads puts a fresh one in its place when a file has come. */
export const EvidenceList = ({
  heading,
  items,
  empty,
  unfinished,
  errors,
}: {
  heading: string
  items: readonly EvidenceItem[]
  empty: string
  unfinished: readonly UnfinishedFile[]
  errors: readonly FieldError[]
}) => {
  const t = useWords(words)
  const format = useFormats()
  return (
    <div id="evidence-list">
      <h2>{heading}</h2>
      <EvidenceItems items={items} removable empty={empty} errors={errors} />
      {unfinished.length > 0 ? (
        <>
          <h3>{t.unfinished}</h3>
          <p className="soft">{t.again}</p>
          <ul className="files">
            {unfinished.map((file) => (
              <li
                key={file.id}
                data-unfinished={file.id}
                data-name={file.name}
                data-size={file.sizeBytes}
                data-sha256={file.sha256 ?? undefined}
              >
                <div>
                  <b className="url">
                    <InChinese>{file.name}</InChinese>
                  </b>
                  <span className="meta">
                    {t.received(format.bytes(file.receivedBytes), format.bytes(file.sizeBytes))}
                  </span>
                </div>
                <button className="btn link" type="submit" name="action" value={`cancel.${file.id}`}>
                  {t.cancel}
                  <span className="vh">{file.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}
