import { rocBand } from '../../learn/evaluate/roc-band.ts'
import type { PairInput } from '../../learn/pair/pair-figures.ts'
import type { PairReport } from '../../protocol/experiment-comparison.ts'

type Curves = Pick<PairReport, 'roc' | 'precisionRecall' | 'base'>
type Roc = NonNullable<PairReport['roc']>[number]
type Curve = NonNullable<PairReport['precisionRecall']>[number]

/** So many points are drawn of a curve. */
const mostPoints = 200

/** ROC and precision-recall curves of both models, with the places of their thresholds; of ROC with a band, by bootstrap of the rows of each class. Null unless there are two classes with scores. */
export function pairCurves({ actual, positive, a, b, seed }: PairInput, thresholds: readonly [number, number] | null): Curves {
  const none = { roc: null, precisionRecall: null, base: null }
  const [one, other] = positive === null ? [] : [a.probabilities?.[positive], b.probabilities?.[positive]]
  if (!one || !other || !thresholds || positive === null) return none
  const is = Uint8Array.from(actual, (place) => (place === positive ? 1 : 0))
  const all = is.reduce((sum, value) => sum + value, 0)
  if (all === 0 || all === is.length) return none
  const drawn = { is, all, seed }
  const [first, second] = [curvesOf(one, drawn, thresholds[0]), curvesOf(other, drawn, thresholds[1])]
  return { roc: [first.roc, second.roc], precisionRecall: [first.precisionRecall, second.precisionRecall], base: all / is.length }
}

interface Judged {
  readonly is: Uint8Array
  /** Rows that are positive. */
  readonly all: number
  readonly seed: number
}

function curvesOf(score: Float64Array, { is, all, seed }: Judged, threshold: number): { roc: Roc; precisionRecall: Curve } {
  const order = Uint32Array.from(score.keys()).sort((i, j) => (score[j] as number) - (score[i] as number))
  const roc: [number, number][] = [[0, 0]]
  const precisionRecall: [number, number][] = []
  let at: { roc: [number, number] | null; pr: [number, number] | null } = { roc: [0, 0], pr: null }
  let [tp, fp] = [0, 0]
  for (let i = 0; i < order.length; i++) {
    const row = order[i] as number
    if (is[row]) tp++
    else fp++
    const next = order[i + 1]
    if (next !== undefined && score[next] === score[row]) continue
    const [found, alarms] = [tp / all, fp / (is.length - all)]
    roc.push([alarms, found])
    precisionRecall.push([found, tp / (tp + fp)])
    if ((score[row] as number) >= threshold) at = { roc: [alarms, found], pr: [found, tp / (tp + fp)] }
  }
  const points = thinned(roc)
  const curve = { x: Float64Array.from(points, ([x]) => x), y: Float64Array.from(points, ([, y]) => y) }
  const band = rocBand(curve, { positives: all, negatives: is.length - all }, seed).map(([x, low, high]): [number, number, number] => [
    x,
    low,
    high,
  ])
  return { roc: { points, at: at.roc, band }, precisionRecall: { points: thinned(precisionRecall), at: at.pr } }
}

/** Points that part the way along the curve evenly, with both ends. */
function thinned(curve: readonly [number, number][]): [number, number][] {
  if (curve.length <= mostPoints) return [...curve]
  const way = new Float64Array(curve.length)
  for (let i = 1; i < curve.length; i++) {
    const [[x1, y1], [x2, y2]] = [curve[i - 1] as [number, number], curve[i] as [number, number]]
    way[i] = (way[i - 1] as number) + Math.abs(x2 - x1) + Math.abs(y2 - y1)
  }
  const step = (way.at(-1) as number) / (mostPoints - 1)
  let next = 0
  return curve.filter((_, i) => {
    if (i < curve.length - 1 && (way[i] as number) < next) return false
    next = (way[i] as number) + step
    return true
  })
}
