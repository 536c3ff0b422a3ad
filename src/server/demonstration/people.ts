import type { Dice } from './dice.ts'

const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱覃武戚莫孔向汤',
].concat(['欧阳', '上官', '司马', '诸葛', '皇甫', '尉迟'])
const given = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文海波鹏飞宇浩然欣怡雨晨思琪子轩梓涵一诺俊熙嘉懿煜城烨霖雪松春晓冬青云山',
]
const trades = [
  '日用品',
  '五金',
  '灯饰',
  '家纺',
  '服饰',
  '食品',
  '茶业',
  '塑料制品',
  '机电',
  '电子',
  '玩具',
  '文具',
  '家具',
  '陶瓷',
  '化工',
  '医疗器械',
  '农业',
  '工艺品',
  '印刷',
  '软件',
  '集成电路',
  '汽车配件',
  '厨具',
  '卫浴',
  '箱包',
  '鞋业',
  '酒业',
  '珠宝',
]
const words = [
  '华',
  '盛',
  '达',
  '鑫',
  '宏',
  '瑞',
  '恒',
  '泰',
  '佳',
  '美',
  '诚',
  '信',
  '永',
  '兴',
  '隆',
  '丰',
  '新',
  '创',
  '智',
  '联',
  '天',
  '海',
  '东',
  '方',
  '金',
  '龙',
  '明',
  '远',
  '博',
  '雅',
  '康',
  '源',
]

export const personName = (dice: Dice): string =>
  dice.pick(surnames) + dice.pick(given) + (dice.chance(0.75) ? dice.pick(given) : '')

/** @param place short name of the division, without 市 or 区. */
export const companyName = (dice: Dice, place: string): string =>
  `${place}${dice.pick(words)}${dice.pick(words)}${dice.pick(trades)}${dice.pick(['有限公司', '有限公司', '厂', '科技有限公司', '商行'])}`

export const shopName = (dice: Dice): string =>
  `${dice.pick(words)}${dice.pick(words)}${dice.pick(trades)}${dice.pick(['专营店', '旗舰店', '批发部', '直播间', '经营部', '商行'])}`

const mobilePrefixes = [
  '133',
  '135',
  '136',
  '137',
  '138',
  '139',
  '150',
  '151',
  '158',
  '159',
  '166',
  '176',
  '177',
  '180',
  '186',
  '188',
  '189',
  '191',
  '199',
]
export const phoneNumber = (dice: Dice): string => `${dice.pick(mobilePrefixes)}${dice.digits(8)}`

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const two = (value: number) => String(value).padStart(2, '0')

/** A number of the right form with its check digit (GB 11643). It belongs to nobody on purpose and may belong to somebody by chance, so it only ever stands in marked demonstration data. */
export const residentId = (dice: Dice, divisionCode: string): string => {
  const birth = `${1955 + dice.below(50)}${two(1 + dice.below(12))}${two(1 + dice.below(28))}`
  const body = `${divisionCode}${birth}${String(dice.below(1000)).padStart(3, '0')}`
  const sum = idWeights.reduce((total, weight, index) => total + weight * Number(body[index]), 0)
  return body + '10X98765432'[sum % 11]
}

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const orgWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** A credit code of the right form with both check characters (GB 32100, GB 11714). */
export const creditCode = (dice: Dice, divisionCode: string): string => {
  const organisation = `MA${dice.digits(6)}`
  const orgSum = orgWeights.reduce((sum, weight, index) => sum + weight * creditValue36(organisation[index] ?? '0'), 0)
  const orgCheck = 11 - (orgSum % 11)
  const body = `91${divisionCode}${organisation}${orgCheck === 10 ? 'X' : orgCheck === 11 ? '0' : orgCheck}`
  let sum = 0
  let weight = 1
  for (const letter of body) {
    sum += creditAlphabet.indexOf(letter) * weight
    weight = (weight * 3) % 31
  }
  return body + creditAlphabet[(31 - (sum % 31)) % 31]
}

const creditValue36 = (letter: string): number => Number.parseInt(letter, 36)

/** Application number of a patent with its check digit (ZC 0006). @param kind 1 invention, 2 utility model, 3 design. */
export const patentNumber = (dice: Dice, kind: 1 | 2 | 3): string => {
  const body = `${2012 + dice.below(13)}${kind}0${dice.digits(6)}`
  const weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]
  const rest = weights.reduce((sum, weight, index) => sum + weight * Number(body[index]), 0) % 11
  return `${body}.${rest === 10 ? 'X' : rest}`
}
