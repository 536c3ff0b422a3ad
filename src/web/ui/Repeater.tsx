import type { ReactNode } from 'react'
import { inBoth } from '../../domain/kernel/language.ts'
import { useWords } from './language.tsx'

const words = inBoth({
  zh: { remove: '删除', most: (most: number) => `最多填 ${most} 项，更多的可以写在材料里。` },
  en: { remove: 'Remove ', most: (most) => `At most ${most}. More can be told in the documents.` },
})

/**
 * Rows of the same fields, added and removed by submit buttons named `action` (`add`, `remove.0`), so that it works
 * without script: the server keeps what was typed and answers with one row more or less.
 */
export const Repeater = <Row,>({
  rows,
  rowTitle,
  addLabel,
  least = 0,
  most,
  children,
}: {
  rows: readonly Row[]
  /** `第 1 项权利`; also the name of the remove button. */
  rowTitle: (index: number) => string
  addLabel: string
  /** Rows that can't be removed. */
  least?: number
  most: number
  children: (row: Row, prefix: number) => ReactNode
}) => {
  const t = useWords(words)
  return (
    <div className="repeater">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the row's place is its name in the form
        <fieldset className="row" key={index}>
          <legend>{rowTitle(index)}</legend>
          {children(row, index)}
          {rows.length > least ? (
            <button className="btn link" type="submit" name="action" value={`remove.${index}`}>
              {t.remove}
              <span className="vh">{rowTitle(index)}</span>
            </button>
          ) : null}
        </fieldset>
      ))}
      {rows.length < most ? (
        <button className="btn quiet" type="submit" name="action" value="add">
          {addLabel}
        </button>
      ) : (
        <p className="hint">{t.most(most)}</p>
      )}
    </div>
  )
}
