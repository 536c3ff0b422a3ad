const stars = (count: number) => '*'.repeat(Math.max(count, 1))

const keep = (value: string, head: number, tail: number): string => {
  const characters = [...value]
  if (characters.length <= head + tail) return `${characters[0] ?? ''}${stars(characters.length - 1)}`
  return `${characters.slice(0, head).join('')}${stars(characters.length - head - tail)}${characters.slice(characters.length - tail).join('')}`
}

/** `330*************13`: the province and the last two characters. */
export const maskResidentId = (value: string): string => keep(value, 3, 2)
/** `9133**********8X2K` */
export const maskCreditCode = (value: string): string => keep(value, 4, 4)
/** `138****5678` */
export const maskPhone = (value: string): string => keep(value, 3, 4)
/** `z****@example.com` */
export const maskMail = (value: string): string => {
  const at = value.lastIndexOf('@')
  return at < 1 ? stars(4) : `${[...value][0]}****${value.slice(at)}`
}
/** 张* and 欧阳**: the first character only. */
export const maskName = (value: string): string => {
  const characters = [...value]
  return `${characters[0] ?? ''}${stars(Math.min(characters.length - 1, 2))}`
}
