import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { grams } from './grams.ts'

const found = (text: string, word: string): boolean => {
  const inText = new Set(grams([text]))
  const wanted = grams([word])
  return wanted.length > 0 && wanted.every((gram) => inText.has(gram))
}

describe('the words by which a matter is found', () => {
  it.each([
    ['宁波海风文具有限公司', '海风'],
    ['宁波海风文具有限公司', '文具'],
    ['WQ33-7K4M-2D9X', 'wq337k4m'],
    ['WQ33-7K4M-2D9X', '7K4M-2D9X'],
    ['ZL 2020 2 0123456.7', '0123456.7'],
    ['ＺＬ２０２０', 'zl2020'],
    ['一种折叠式晾衣架', '晾衣架'],
    ['𠮷野家餐厅', '𠮷野'],
    ['Naïve café', 'CAFÉ'],
  ])('in “%s” one finds “%s”', (text, word) => expect(found(text, word)).toBe(true))

  it.each([
    ['宁波海风文具有限公司', '风海'],
    ['海，风', '海风'],
    ['宁波 海风', '波海'],
  ])('in “%s” one does not find “%s”', (text, word) => expect(found(text, word)).toBe(false))

  it.each(['', '海', '——', '，。！', ' '])('“%s” has no two neighbouring letters and names nothing', (word) =>
    expect(grams([word])).toEqual([]),
  )

  it('texts stand apart: no pair is made across two of them', () => {
    expect(grams(['海', '风'])).toEqual([])
  })

  it('every part of two or more letters of a text is found in it', () => {
    const chinese = fc.string({
      unit: fc.constantFrom(...'宁波海风文具有限公司折叠晾衣架𠮷Aa1７'),
      minLength: 2,
      maxLength: 30,
    })
    fc.assert(
      fc.property(chinese, fc.nat(), fc.nat(), (text, from, size) => {
        const letters = [...text]
        const start = from % (letters.length - 1)
        const part = letters.slice(start, start + 2 + (size % (letters.length - start - 1))).join('')
        expect(found(text, part), part).toBe(true)
      }),
    )
  })

  it('each pair is kept once', () => {
    const pairs = grams(['海风海风海风', '海风'])
    expect(pairs).toEqual(['海风', '风海'])
  })
})
