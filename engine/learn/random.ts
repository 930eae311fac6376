/** A seeded stream of random numbers: the same seed gives the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  next(): number
  /** Uniform whole number in [0, bound), bound at most 2^32. */
  below(bound: number): number
  /** Standard normal. */
  normal(): number
}

/** xoshiro128** (Blackman and Vigna 2018), its state filled from the seed by SplitMix32. */
export function randomFrom(seed: number): Random {
  let mixed = seed | 0
  if (!Number.isSafeInteger(seed)) mixed = Math.imul(Math.floor((seed % 1) * 0x7fffffff), 0x9e3779b1) ^ Math.floor(seed % 0x7fffffff)
  else if (seed !== mixed) mixed ^= Math.imul(Math.floor(seed / 0x1_0000_0000), 0x85ebca6b)
  const fill = () => {
    mixed = (mixed + 0x9e3779b9) | 0
    let z = mixed
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return z ^ (z >>> 15)
  }
  let a = fill()
  let b = fill()
  let c = fill()
  let d = fill()
  const bits = () => {
    const scrambled = Math.imul(b, 5)
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return result
  }
  const next = () => ((bits() >>> 5) * 67108864 + (bits() >>> 6)) / 9007199254740992
  let spare = Number.NaN
  return {
    next,
    below: (bound) => Math.floor(next() * bound),
    normal() {
      if (!Number.isNaN(spare)) {
        const kept = spare
        spare = Number.NaN
        return kept
      }
      const radius = Math.sqrt(-2 * Math.log(1 - next()))
      const angle = 2 * Math.PI * next()
      spare = radius * Math.sin(angle)
      return radius * Math.cos(angle)
    },
  }
}

/** The numbers 0 to n - 1 in random order (Fisher and Yates). */
export function shuffledIndices(n: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = random.below(i + 1)
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order
}
