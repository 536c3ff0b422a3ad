import { Checkbox, Segmented } from 'antd'
import { useSearchParams } from 'react-router'

const waits = [
  { value: '', label: '全部' },
  { value: 'institution', label: '等机构' },
  { value: 'applicant', label: '等申请人' },
]

export const readInboxFilters = (address: URLSearchParams) => ({
  waitingFor: address.get('waitingFor'),
  mineOnly: address.get('mineOnly') === 'true',
  urgentOnly: address.get('urgentOnly') === 'true',
})

/** The filters stand in the address, so that a filtered inbox can be bookmarked. */
export const InboxFilters = () => {
  const [address, setAddress] = useSearchParams()
  const filters = readInboxFilters(address)
  const set = (name: string, value: string) =>
    setAddress(
      (before) => {
        const after = new URLSearchParams(before)
        if (value === '') after.delete(name)
        else after.set(name, value)
        return after
      },
      { replace: true },
    )
  return (
    <fieldset className="filters">
      <legend className="vh">筛选</legend>
      <Segmented
        aria-label="等谁"
        options={waits}
        value={filters.waitingFor ?? ''}
        onChange={(value) => set('waitingFor', value)}
      />
      <Checkbox checked={filters.mineOnly} onChange={(event) => set('mineOnly', event.target.checked ? 'true' : '')}>
        只看我承办的
      </Checkbox>
      <Checkbox
        checked={filters.urgentOnly}
        onChange={(event) => set('urgentOnly', event.target.checked ? 'true' : '')}
      >
        只看紧急的
      </Checkbox>
    </fieldset>
  )
}
