import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskCreditCode, maskMail, maskName, maskPhone, maskResidentId } from './mask.ts'

describe('what a list shows instead of what identifies', () => {
  it.each([
    [maskResidentId, '330203198506120013', '330*************13'],
    [maskCreditCode, '91330200MA2900001X', '9133**********001X'],
    [maskPhone, '13812345678', '138****5678'],
    [maskPhone, '0574-87654321', '057******4321'],
    [maskMail, 'zhangming@example.com', 'z****@example.com'],
    [maskMail, '“@”@example.com', '“****@example.com'],
    [maskName, '张明', '张*'],
    [maskName, '欧阳明月', '欧**'],
    [maskName, '𠮷田', '𠮷*'],
  ])('%o of %s is %s', (mask, whole, masked) => expect(mask(whole)).toBe(masked))

  it.each([maskResidentId, maskCreditCode, maskPhone, maskMail, maskName])(
    '%o of something too short shows its first character at most',
    (mask) => {
      expect(mask('')).toMatch(/^\*+$/)
      expect(mask('甲')).toMatch(/^(甲|\*)\*+$/)
      expect(mask('甲乙')).not.toContain('乙')
    },
  )

  it('no mask ever shows the whole, and of four characters or more at least two are hidden', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(maskResidentId, maskCreditCode, maskPhone),
        fc.string({ unit: fc.constantFrom(...'0123456789X'), minLength: 4, maxLength: 24 }),
        (mask, whole) => {
          const masked = mask(whole)
          expect(masked).not.toBe(whole)
          expect([...masked].filter((one) => one !== '*').length).toBeLessThanOrEqual(8)
          expect([...masked]).toContain('*')
        },
      ),
    )
  })
})
