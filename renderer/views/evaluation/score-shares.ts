import type { ClassCurves } from '../../../engine/protocol/artifact.ts'

type Bins = ClassCurves['scores']

/** Each bin as shares of the rows of the class (up) and of the others (down), the largest of them, and from where on half of each lies. */
export function scoreShares(bins: Bins) {
  const total = (of: 'own' | 'others') => bins.reduce((sum, bin) => sum + bin[of], 0)
  const totals = { own: total('own'), others: total('others') }
  const shares = bins.map((bin) => ({ ...bin, up: bin.own / Math.max(1, totals.own), down: bin.others / Math.max(1, totals.others) }))
  const middle = (of: 'own' | 'others') => {
    let sum = 0
    return bins.find((bin) => (sum += bin[of]) * 2 >= totals[of])?.from ?? 0
  }
  return {
    totals,
    shares,
    most: { up: Math.max(0.01, ...shares.map(({ up }) => up)), down: Math.max(0.01, ...shares.map(({ down }) => down)) },
    middle: { own: middle('own'), others: middle('others') },
  }
}
