/**
 * Edges between values where the classes part, by the minimum description length of Fayyad and Irani (1993): halves are split at the edge of
 * least class entropy as long as that pays for itself. `classes` are codes from 0 on. Rising; none when no edge pays.
 */
export function entropyEdges(values: Float64Array, classes: Int32Array): readonly number[] {
  const order = values.map((_, index) => index).toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const x = Float64Array.from(order, (index) => values[index] ?? 0)
  const y = Int32Array.from(order, (index) => classes[index] ?? 0)
  const width = y.reduce((most, code) => Math.max(most, code), -1) + 1
  const edges: number[] = []
  const split = (from: number, to: number): void => {
    const cut = bestCut(x, y, { from, to, width })
    if (cut === null) return
    split(from, cut)
    edges.push(((x[cut - 1] ?? 0) + (x[cut] ?? 0)) / 2)
    split(cut, to)
  }
  split(0, x.length)
  return edges
}

interface Span {
  readonly from: number
  readonly to: number
  readonly width: number
}

/** The first place of the right half of the best split that pays; null when none does. */
function bestCut(x: Float64Array, y: Int32Array, { from, to, width }: Span): number | null {
  const count = to - from
  const whole = new Float64Array(width)
  for (let index = from; index < to; index++) add(whole, y[index] ?? 0, 1)
  const [left, right] = [new Float64Array(width), whole.slice()]
  let best = { at: -1, entropy: Infinity, leftEntropy: 0, rightEntropy: 0, leftKinds: 0, rightKinds: 0 }
  for (let index = from + 1; index < to; index++) {
    const code = y[index - 1] ?? 0
    add(left, code, 1)
    add(right, code, -1)
    if (x[index - 1] === x[index]) continue
    const [leftEntropy, rightEntropy] = [entropyOf(left, index - from), entropyOf(right, to - index)]
    const entropy = ((index - from) * leftEntropy + (to - index) * rightEntropy) / count
    if (entropy < best.entropy - 1e-12)
      best = { at: index, entropy, leftEntropy, rightEntropy, leftKinds: kindsIn(left), rightKinds: kindsIn(right) }
  }
  if (best.at < 0) return null
  const [entropy, kinds] = [entropyOf(whole, count), kindsIn(whole)]
  const delta = Math.log2(3 ** kinds - 2) - (kinds * entropy - best.leftKinds * best.leftEntropy - best.rightKinds * best.rightEntropy)
  return entropy - best.entropy > (Math.log2(count - 1) + delta) / count ? best.at : null
}

function add(counts: Float64Array, code: number, by: number): void {
  counts[code] = (counts[code] ?? 0) + by
}

const kindsIn = (counts: Float64Array) => counts.reduce((kinds, count) => kinds + Number(count > 0), 0)

/** In bits. */
function entropyOf(counts: Float64Array, total: number): number {
  return counts.reduce((sum, count) => (count > 0 ? sum - (count / total) * Math.log2(count / total) : sum), 0)
}
