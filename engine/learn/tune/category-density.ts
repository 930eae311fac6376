import type { Random } from '../random.ts'
import type { SettingValue } from './space.ts'

/**
 * Probabilities of the values of a choice (Bergstra et al. 2011, section 4.2): in proportion to N p + C, where N is the number of values, p the
 * prior (each value alike, so that N p is 1) and C how often the value was seen.
 */
export function categoryDensity(values: readonly SettingValue[], seen: readonly SettingValue[]): readonly number[] {
  const counts = values.map((value) => 1 + seen.filter((other) => other === value).length)
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.map((count) => count / total)
}

/** A place in the list of probabilities, drawn by them. */
export function drawCategory(probabilities: readonly number[], random: Random): number {
  let left = random.next()
  for (const [at, probability] of probabilities.entries()) {
    left -= probability
    if (left < 0) return at
  }
  return probabilities.length - 1
}
