import type { FurtherFigure } from './deviance-figures.ts'
import { scaled, unknown, type Measured } from './measured.ts'

interface Series {
  readonly mae: Measured
  /** Mean absolute error of the best constant. */
  readonly constantError: number
  readonly actual: Float64Array
  readonly time: Float64Array
  readonly group: Float64Array | undefined
}

/**
 * Mean absolute scaled error (Hyndman and Koehler 2006): the error over that of answering the value before, both on these rows, within each group.
 * Below 1 is better than the naive forecast. Null where times are missing or mostly the same.
 */
export function scaledError({ mae, constantError, actual, time, group }: Series): FurtherFigure {
  const order = Uint32Array.from(time.keys())
    .filter((i) => Number.isFinite(time[i]!))
    .sort((a, b) => groupOrder(group, a, b) || time[a]! - time[b]!)
  let steps = 0
  let sum = 0
  for (let k = 1; k < order.length; k++) {
    const [before, now] = [order[k - 1]!, order[k]!]
    if (groupOrder(group, before, now) !== 0 || time[before] === time[now]) continue
    steps++
    sum += Math.abs(actual[now]! - actual[before]!)
  }
  if (steps * 2 < actual.length || sum === 0)
    return {
      figure: unknown('mase', {
        en: 'The rows are no series: most times are missing or equal, or the target never changes.',
        fr: 'Les lignes ne forment pas de série : la plupart des dates manquent ou sont égales, ou la cible ne change jamais.',
      }),
      baseline: null,
    }
  const naive = sum / steps
  return { figure: scaled('mase', mae, 1 / naive), baseline: constantError / naive }
}

function groupOrder(group: Float64Array | undefined, a: number, b: number): number {
  if (!group) return 0
  return (Number.isNaN(group[a]!) ? -1 : group[a]!) - (Number.isNaN(group[b]!) ? -1 : group[b]!)
}
