import { Button, Checkbox, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { CodeListName } from '../../../contract/code-list.ts'
import { statusWord } from '../../../contract/refusal-words.ts'
import { statuses } from '../../../domain/matter/matter.ts'
import { useCodeLists } from '../api/code-lists.ts'
import { type FilterName, readFilters, withFilter } from './filters.ts'

const statusOptions = statuses.map((status) => ({ value: status, label: statusWord(status) }))
const lists = [
  ['kind', 'matter-kinds', '种类'],
  ['rightType', 'right-types', '权利'],
  ['channel', 'channels', '来源'],
] as const satisfies readonly (readonly [FilterName, CodeListName, string])[]

export const MatterFilters = () => {
  const [address, setAddress] = useSearchParams()
  const codes = useCodeLists()
  const filters = readFilters(address)
  const set = (name: FilterName) => (value: string | undefined) =>
    setAddress((before) => withFilter(before, name, value ?? ''), { replace: true })
  const flag = (name: 'mineOnly' | 'urgentOnly', label: string) => (
    <Checkbox checked={filters[name] === 'true'} onChange={(event) => set(name)(event.target.checked ? 'true' : '')}>
      {label}
    </Checkbox>
  )
  return (
    <search className="filters">
      <SearchBox text={filters.text ?? ''} onSearch={set('text')} />
      <Select
        allowClear
        aria-label="状态"
        placeholder="状态"
        options={statusOptions}
        value={filters.status}
        onChange={set('status')}
      />
      {lists.map(([name, list, label]) => (
        <Select
          key={name}
          allowClear
          aria-label={label}
          placeholder={label}
          options={codes.options(list)}
          value={filters[name]}
          onChange={set(name)}
        />
      ))}
      {flag('mineOnly', '只看我承办的')}
      {flag('urgentOnly', '只看紧急的')}
      {address.size > 0 ? (
        <Button type="link" onClick={() => setAddress({}, { replace: true })}>
          清除条件
        </Button>
      ) : null}
    </search>
  )
}

const SearchBox = ({ text, onSearch }: { text: string; onSearch: (text: string) => void }) => {
  const [typed, setTyped] = useState(text)
  useEffect(() => setTyped(text), [text])
  return (
    <form
      className="search-box"
      onSubmit={(event) => {
        event.preventDefault()
        onSearch(typed)
      }}
    >
      <Input
        type="search"
        aria-label="编号、姓名、权利号或者关键词"
        placeholder="编号、姓名、权利号或者关键词"
        value={typed}
        maxLength={100}
        onChange={(event) => {
          setTyped(event.target.value)
          if (event.target.value === '' && text !== '') onSearch('')
        }}
      />
      <Button htmlType="submit">查找</Button>
    </form>
  )
}
