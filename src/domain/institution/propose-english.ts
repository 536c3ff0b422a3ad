const placeWords: Readonly<Record<string, string>> = {
  发生地: 'The place where it happened',
  所在地: 'Your place',
}
const levelWords: Readonly<Record<string, string>> = {
  县级: 'county',
  市级: 'city',
  省级: 'province',
  国家级: 'national',
}

type Tell = (parts: readonly string[], label: (zh: string) => string) => string

const each = (list: string, label: (zh: string) => string): string => list.split('、').map(label).join(', ')

/** The sentences of `proposeInstitution` and of submission, each with what it says in English. The longer ones first. */
const templates: readonly (readonly [RegExp, Tell])[] = [
  [
    /^您没有填写国内的地点，由国家级机构接收。$/,
    () => 'No place in China was given, so a national institution receives it.',
  ],
  [
    /^您填写的(发生地|所在地)在(.+)，该机构面向全国提供服务。$/,
    ([place = '', where = '']) => `${placeWords[place]} is in ${where}; the institution serves the whole nation.`,
  ],
  [
    /^您填写的(发生地|所在地)在(.+)，该机构服务这一区域。$/,
    ([place = '', where = '']) => `${placeWords[place]} is in ${where}; the institution serves this area.`,
  ],
  [
    /^您填写的(发生地|所在地)在(.+)，该机构的服务区域是(.+)，包括您的\1。$/,
    ([place = '', where = '', area = '']) =>
      `${placeWords[place]} is in ${where}; the institution serves ${area}, of which it is a part.`,
  ],
  [
    /^当地没有已接入平台、可以受理的(县级|市级|省级|国家级)机构，所以交给上一级。$/,
    ([level = '']) =>
      `No institution of ${levelWords[level]} level there takes matters on this platform, so it goes one level up.`,
  ],
  [
    /^(.+?)不办理(.+)，所以交给上一级。$/,
    ([name = '', lacking = ''], label) => `${name} does not handle ${each(lacking, label)}, so it goes one level up.`,
  ],
  [
    /^该机构办理(.+)方面的事项。$/,
    ([rights = ''], label) => `The institution handles matters of ${each(rights, label)}.`,
  ],
  [
    /^该机构办理(.+)方面的(.+)。$/,
    ([rights = '', services = ''], label) =>
      `The institution offers ${each(services, label)} for ${each(rights, label)}.`,
  ],
  [/^该机构办理(.+)。$/, ([services = ''], label) => `The institution offers ${each(services, label)}.`],
  [/^由登记的机构承办$/, () => 'The institution that registered it handles it'],
  [/^由申请人自己选择$/, () => 'Chosen by the applicant'],
]

/**
 * A reason for an institution, told in English. The record keeps the reasons as they were told, in Chinese; their English is read
 * back by the templates that made them. Names stay Chinese, and so does a sentence that no template made.
 * @param label English words for those of a code list; what it does not know it gives back.
 */
export const whyInEnglish = (sentence: string, label: (zh: string) => string): string => {
  for (const [pattern, tell] of templates) {
    const found = pattern.exec(sentence)
    if (found !== null) return tell(found.slice(1), label)
  }
  return sentence
}
