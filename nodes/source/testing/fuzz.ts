import { randomFrom } from '../../../engine/learn/random.ts'

export type Chance = () => number

/** Calls `round` so many times, each with a seed of its own: the same on every machine, however fast. */
export async function fuzz(
  from: { readonly seed: number; readonly rounds: number },
  round: (chance: Chance, number: number) => Promise<void>,
) {
  for (let number = 0; number < from.rounds; number++) await round(randomFrom(from.seed + number).next, number)
}

export const pick = <T>(chance: Chance, items: readonly T[]): T => items[Math.floor(chance() * items.length)] as T

/** The bytes with one to eight of them changed; three times in ten the end is missing, and one in ten the beginning follows again. */
export function damage(bytes: Buffer, chance: Chance): Buffer {
  const copy = Buffer.from(bytes)
  const changes = 1 + Math.floor(chance() * 8)
  for (let change = 0; change < changes; change++) copy[Math.floor(chance() * copy.length)] = Math.floor(chance() * 256)
  const cut = chance() < 0.3 ? Math.floor(chance() * copy.length) : copy.length
  return chance() < 0.1 ? Buffer.concat([copy, copy.subarray(0, cut)]) : copy.subarray(0, cut)
}
