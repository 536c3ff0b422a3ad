import { describe, expect, it } from 'vitest'
import { nextAddress } from './next-address.ts'

describe('where one goes after signing in', () => {
  it.each([
    ['/workbench/matters?status=accepted', '/workbench/matters?status=accepted'],
    [null, '/workbench/'],
    ['https://elsewhere.example/', '/workbench/'],
    ['//elsewhere.example/workbench/', '/workbench/'],
    ['/workbench/sign-in?next=/workbench/', '/workbench/'],
  ])('%s leads to %s', (given, expected) => {
    expect(nextAddress(given)).toBe(expected)
  })
})
