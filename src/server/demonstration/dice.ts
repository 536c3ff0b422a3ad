/** Dice that fall the same way for the same seed, so that everybody's demonstration holds the same matters. */
export interface Dice {
  /** 0 ≤ x < 1 */
  readonly next: () => number
  /** A whole number from 0 below `bound`. */
  readonly below: (bound: number) => number
  readonly pick: <T>(from: readonly T[]) => T
  readonly chance: (probability: number) => boolean
  /** `length` digits, the first not 0. */
  readonly digits: (length: number) => string
  readonly bytes: (length: number) => Buffer
  readonly uuid: () => string
}

/** mulberry32: 32 bits of state, ample for invented stories and 2 ns a throw. */
export const dice = (seed: number): Dice => {
  let state = seed >>> 0
  const word = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const next = () => word() / 2 ** 32
  const below = (bound: number) => Math.floor(next() * bound)
  const bytes = (length: number): Buffer => {
    const buffer = Buffer.allocUnsafe(length)
    for (let index = 0; index < length; index += 4) {
      const value = word()
      for (let part = 0; part < 4 && index + part < length; part += 1)
        buffer[index + part] = (value >>> (part * 8)) & 0xff
    }
    return buffer
  }
  return {
    next,
    below,
    pick: (from) => {
      const chosen = from[below(from.length)]
      if (chosen === undefined) throw new Error('nothing to pick from')
      return chosen
    },
    chance: (probability) => next() < probability,
    digits: (length) => {
      let text = String(1 + below(9))
      while (text.length < length) text += below(10)
      return text
    },
    bytes,
    uuid: () => {
      const raw = bytes(16)
      raw[6] = ((raw[6] ?? 0) & 0x0f) | 0x40
      raw[8] = ((raw[8] ?? 0) & 0x3f) | 0x80
      const hex = raw.toString('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
    },
  }
}
