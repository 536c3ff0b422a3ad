import { describe, expect, it } from 'vitest'
import { readFilters, toQuery, withFilter } from './filters.ts'

const address = (text: string) => new URLSearchParams(text)

describe('the filters of the list stand in the address', () => {
  it('reads what is given and leaves out what is empty or no filter', () => {
    expect(readFilters(address('status=accepted&text=%20%E5%AE%81%E6%B3%A2%20&kind=&after=xyz'))).toEqual({
      status: 'accepted',
      text: '宁波',
    })
  })

  it('changes one and keeps the others', () => {
    expect(withFilter(address('status=accepted&mineOnly=true'), 'status', '').toString()).toBe('mineOnly=true')
    expect(withFilter(address('mineOnly=true'), 'kind', 'aid').toString()).toBe('mineOnly=true&kind=aid')
  })

  it('does not search for a single character', () => {
    expect(toQuery({ text: '宁', kind: 'aid' })).toEqual({ kind: 'aid', text: undefined })
    expect(toQuery({ text: '𠮷', kind: 'aid' })).toEqual({ kind: 'aid', text: undefined })
    expect(toQuery({ text: '宁波' })).toEqual({ text: '宁波' })
  })
})
