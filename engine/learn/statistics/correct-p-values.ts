export type Correction = 'none' | 'bonferroni' | 'holm' | 'benjamini-hochberg'

/**
 * P-values corrected for being several; null stays null and does not count. Holm 1979 bounds the chance of one false finding, Benjamini and
 * Hochberg 1995 the share of false ones among the findings.
 */
export function correctPValues(values: readonly (number | null)[], correction: Correction): readonly (number | null)[] {
  const known = values.flatMap((p, at) => (p === null || Number.isNaN(p) ? [] : [{ p, at }]))
  const count = known.length
  const corrected: (number | null)[] = values.map(() => null)
  if (correction === 'benjamini-hochberg') {
    let least = 1
    for (const [place, { p, at }] of known.toSorted((a, b) => b.p - a.p).entries()) {
      least = Math.min(least, (p * count) / (count - place))
      corrected[at] = least
    }
    return corrected
  }
  let largest = 0
  for (const [place, { p, at }] of known.toSorted((a, b) => a.p - b.p).entries()) {
    const factor = correction === 'none' ? 1 : correction === 'bonferroni' ? count : count - place
    const own = Math.min(1, p * factor)
    largest = correction === 'holm' ? Math.max(largest, own) : own
    corrected[at] = largest
  }
  return corrected
}
