import { randomFrom } from '../../engine/learn/random.ts'

const day = 86_400_000

/** Seeded draws in the forms that the generators need. */
export function chance(seed) {
  const random = randomFrom(seed)
  return {
    /** Uniform from 0 to 1. */
    next: () => random.next(),
    happens: (share) => random.next() < share,
    between: (low, high) => low + (high - low) * random.next(),
    whole: (low, high) => low + random.below(high - low + 1),
    normal: (mean, deviation) => mean + deviation * random.normal(),
    pick: (items) => items[random.below(items.length)],
    /** One of the keys, as often as its weight says. */
    weighted: (weights) => {
      const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0)
      let rest = random.next() * total
      for (const [key, weight] of Object.entries(weights)) {
        rest -= weight
        if (rest < 0) return key
      }
      return Object.keys(weights)[0]
    },
    /** A day as YYYY-MM-DD, up to `days` after `from`. */
    date: (from, days) => isoDay(from, random.below(days)),
  }
}

export function isoDay(from, after) {
  return new Date(Date.parse(from) + after * day).toISOString().slice(0, 10)
}

export const clamp = (value, low, high) => Math.min(high, Math.max(low, value))
export const sigmoid = (x) => 1 / (1 + Math.exp(-x))

/** The rows with `count` of them repeated somewhere further down. */
export function withRepeats(rows, count, draw) {
  const all = [...rows]
  for (let i = 0; i < count; i++) {
    const at = draw.whole(0, all.length - 1)
    all.splice(draw.whole(at, all.length), 0, all[at])
  }
  return all
}
