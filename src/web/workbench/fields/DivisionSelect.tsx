import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { type DivisionRow, divisionsQuery } from '../api/directory.ts'
import { useDebounced } from './use-debounced.ts'

interface DivisionSelectProps {
  /** Given by the form item. */
  readonly id?: string
  readonly value?: string | null
  readonly onChange?: (code: string | null) => void
  readonly 'aria-label'?: string
}

/**
 * A place by typing a part of its name, or by going down from the provinces: what is chosen last offers its parts next.
 */
export const DivisionSelect = ({ id, value, onChange, ...rest }: DivisionSelectProps) => {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<DivisionRow | null>(null)
  const words = useDebounced(text.trim())
  // A county has no parts; with nothing to go down to, the list starts again from the provinces.
  const parent = chosen !== null && chosen.level !== 'county' ? chosen.code : undefined
  const rows = useQuery({
    ...divisionsQuery(words === '' ? { parent } : { text: words }),
    placeholderData: keepPreviousData,
  })
  const known = rows.data?.rows ?? []
  const options = (chosen === null || known.some((row) => row.code === chosen.code) ? known : [chosen, ...known]).map(
    (row) => ({ value: row.code, label: row.fullName }),
  )
  return (
    <Select
      id={id}
      aria-label={rest['aria-label']}
      allowClear
      showSearch={{ filterOption: false, searchValue: text, onSearch: setText }}
      value={value ?? undefined}
      options={options}
      loading={rows.isFetching}
      placeholder="输入地名，例如 宁波 或 鄞州"
      notFoundContent={rows.isFetching ? '正在查找…' : rows.isError ? '查找失败，请再试' : '没有找到这个地名'}
      onChange={(code) => {
        setText('')
        setChosen(known.find((row) => row.code === code) ?? null)
        onChange?.(code ?? null)
      }}
    />
  )
}
