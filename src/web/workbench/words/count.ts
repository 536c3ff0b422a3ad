const cap = 10_000

/** 42 · 10,000+: the server counts no further than ten thousand. */
export const countInWords = (count: number, capped = count >= cap): string =>
  `${count.toLocaleString('zh-CN')}${capped ? '+' : ''}`
