import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { institutionsQuery } from '../api/directory.ts'
import { useDebounced } from './use-debounced.ts'

interface InstitutionSelectProps {
  /** Given by the form item. */
  readonly id?: string
  readonly value?: string | null
  readonly onChange?: (id: string | null) => void
  /** Already known, so that their names show without a search. */
  readonly known?: readonly { readonly id: string; readonly name: string }[]
  readonly 'aria-label'?: string
}

/** An institution by a part of its name or place. */
export const InstitutionSelect = ({ id, value, onChange, known = [], ...rest }: InstitutionSelectProps) => {
  const [text, setText] = useState('')
  const words = useDebounced(text.trim())
  const found = useInfiniteQuery({ ...institutionsQuery({ text: words }), placeholderData: keepPreviousData })
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? []
  const first = words === '' ? known.filter((one) => !rows.some((row) => row.id === one.id)) : []
  return (
    <Select
      id={id}
      aria-label={rest['aria-label']}
      allowClear
      showSearch={{ filterOption: false, searchValue: text, onSearch: setText }}
      value={value ?? undefined}
      options={[
        ...first.map((one) => ({ value: one.id, label: one.name })),
        ...rows.map((row) => ({
          value: row.id,
          label: row.divisionName ? `${row.name}（${row.divisionName}）` : row.name,
        })),
      ]}
      loading={found.isFetching}
      placeholder="输入机构名称或者地名"
      notFoundContent={found.isFetching ? '正在查找…' : found.isError ? '查找失败，请再试' : '没有找到这家机构'}
      onChange={(chosen) => {
        setText('')
        onChange?.(chosen ?? null)
      }}
    />
  )
}
