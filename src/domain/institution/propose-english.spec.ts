import { describe, expect, it } from 'vitest'
import { whyInEnglish } from './propose-english.ts'

const words: Readonly<Record<string, string>> = { 发明专利: 'Invention patent', 商标: 'Trade mark', 咨询指导: 'Advice' }
const told = (sentence: string) => whyInEnglish(sentence, (zh) => words[zh] ?? zh)

describe('why an institution was chosen, told in English', () => {
  it.each([
    ['您没有填写国内的地点，由国家级机构接收。', 'No place in China was given, so a national institution receives it.'],
    [
      '您填写的发生地在浙江省宁波市，该机构面向全国提供服务。',
      'The place where it happened is in 浙江省宁波市; the institution serves the whole nation.',
    ],
    [
      '您填写的所在地在浙江省宁波市，该机构服务这一区域。',
      'Your place is in 浙江省宁波市; the institution serves this area.',
    ],
    [
      '您填写的所在地在浙江省宁波市鄞州区，该机构的服务区域是浙江省宁波市，包括您的所在地。',
      'Your place is in 浙江省宁波市鄞州区; the institution serves 浙江省宁波市, of which it is a part.',
    ],
    [
      '当地没有已接入平台、可以受理的县级机构，所以交给上一级。',
      'No institution of county level there takes matters on this platform, so it goes one level up.',
    ],
    [
      '鄞州区工作站不办理咨询指导、商标，所以交给上一级。',
      '鄞州区工作站 does not handle Advice, Trade mark, so it goes one level up.',
    ],
    ['该机构办理发明专利、商标方面的咨询指导。', 'The institution offers Advice for Invention patent, Trade mark.'],
    ['该机构办理发明专利方面的事项。', 'The institution handles matters of Invention patent.'],
    ['该机构办理咨询指导。', 'The institution offers Advice.'],
  ])('%s', (zh, en) => {
    expect(told(zh)).toBe(en)
  })

  it('a sentence that nobody knows stays as it was recorded', () => {
    expect(told('由上级指定')).toBe('由上级指定')
  })
})
