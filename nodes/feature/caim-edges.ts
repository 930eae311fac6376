/**
 * Edges between values by class-attribute interdependence (CAIM, Kurgan and Cios 2004): of all edges halfway between values, the one that raises
 * the mean over the bins of max² / rows most is taken, as long as it rises, and until there are as many bins as classes in any case. `classes`
 * are codes from 0 on. Rising; none for fewer than two values.
 */
export function caimEdges(values: Float64Array, classes: Int32Array): readonly number[] {
  const order = values.map((_, index) => index).toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const x = Float64Array.from(order, (index) => values[index] ?? 0)
  const y = Int32Array.from(order, (index) => classes[index] ?? 0)
  const width = y.reduce((most, code) => Math.max(most, code), -1) + 1
  const kinds = new Set(y).size
  let bins = [binOf(x, y, { from: 0, to: x.length, width })]
  let reached = 0
  for (;;) {
    const [best] = bins.filter(({ cut }) => cut !== null).toSorted((a, b) => b.gain - a.gain || a.span.from - b.span.from)
    if (!best || best.cut === null) break
    const sum = bins.reduce((all, { weight }) => all + weight, best.gain)
    const found = sum / (bins.length + 1)
    if (found <= reached + 1e-12 && bins.length >= kinds) break
    reached = found
    const { from, to } = best.span
    const halves = [binOf(x, y, { from, to: best.cut, width }), binOf(x, y, { from: best.cut, to, width })]
    bins = bins.flatMap((bin) => (bin === best ? halves : [bin]))
  }
  return bins.slice(1).map(({ span: { from } }) => ((x[from - 1] ?? 0) + (x[from] ?? 0)) / 2)
}

interface Span {
  readonly from: number
  readonly to: number
  readonly width: number
}

interface Bin {
  readonly span: Span
  /** max² / rows, over the classes. */
  readonly weight: number
  /** The first place of the right half where cutting adds most to the sum of weights, and what it adds; null for a single value. */
  readonly cut: number | null
  readonly gain: number
}

function binOf(x: Float64Array, y: Int32Array, span: Span): Bin {
  const { from, to, width } = span
  const right = new Float64Array(width)
  for (let at = from; at < to; at++) right[y[at] ?? 0] = (right[y[at] ?? 0] ?? 0) + 1
  const weight = weightOf(right, to - from)
  const left = new Float64Array(width)
  let [cut, gain]: [number | null, number] = [null, Number.NEGATIVE_INFINITY]
  for (let at = from + 1; at < to; at++) {
    const code = y[at - 1] ?? 0
    left[code] = (left[code] ?? 0) + 1
    right[code] = (right[code] ?? 0) - 1
    if (x[at - 1] === x[at]) continue
    const added = weightOf(left, at - from) + weightOf(right, to - at) - weight
    if (added > gain + 1e-12) [cut, gain] = [at, added]
  }
  return { span, weight, cut, gain }
}

function weightOf(counts: Float64Array, rows: number): number {
  const most = counts.reduce((largest, count) => Math.max(largest, count), 0)
  return rows === 0 ? 0 : (most * most) / rows
}
