export interface Curve {
  readonly x: Float64Array
  readonly y: Float64Array
}

const mostPoints = 200
const coarsePoints = 20_000

/**
 * At most 200 points of a curve, first and last included: again and again the point goes whose triangle with its neighbours is
 * smallest (Visvalingam and Whyatt 1993). Very long curves are first brought to 20 000 points evenly spread along their length.
 */
export function thinCurve(curve: Curve, limit = mostPoints): Curve {
  const { x, y } = curve.x.length > coarsePoints ? alongLength(curve, coarsePoints) : curve
  const n = x.length
  if (n <= 2) return { x, y }
  const before = Int32Array.from({ length: n }, (_, i) => i - 1)
  const after = Int32Array.from({ length: n }, (_, i) => i + 1)
  const area = (i: number) => Math.abs(triangle(x, y, [before[i]!, i, after[i]!]))
  const heap = new PointHeap(n)
  for (let i = 1; i < n - 1; i++) heap.put(i, area(i))
  let left = n
  for (let i = heap.take(); i !== null && (left > limit || heap.lastKey === 0); i = heap.take()) {
    after[before[i]!] = after[i]!
    before[after[i]!] = before[i]!
    left--
    for (const neighbour of [before[i]!, after[i]!]) if (neighbour > 0 && neighbour < n - 1) heap.put(neighbour, area(neighbour))
  }
  const kept: number[] = []
  for (let i = 0; i < n; i = after[i]!) kept.push(i)
  return { x: Float64Array.from(kept, (i) => x[i]!), y: Float64Array.from(kept, (i) => y[i]!) }
}

/** Area under straight lines between the points. */
export function areaUnder({ x, y }: Curve): number {
  let area = 0
  for (let i = 1; i < x.length; i++) area += ((x[i]! - x[i - 1]!) * (y[i]! + y[i - 1]!)) / 2
  return area
}

function triangle(x: Float64Array, y: Float64Array, [a, b, c]: readonly [number, number, number]): number {
  return ((x[b]! - x[a]!) * (y[c]! - y[a]!) - (x[c]! - x[a]!) * (y[b]! - y[a]!)) / 2
}

function alongLength({ x, y }: Curve, points: number): Curve {
  const length = new Float64Array(x.length)
  for (let i = 1; i < x.length; i++) length[i] = length[i - 1]! + Math.abs(x[i]! - x[i - 1]!) + Math.abs(y[i]! - y[i - 1]!)
  const step = length.at(-1)! / (points - 2)
  const kept = [0]
  let next = step
  for (let i = 1; i < x.length - 1; i++) {
    if (length[i]! < next) continue
    kept.push(i)
    next = (Math.floor(length[i]! / step) + 1) * step
  }
  kept.push(x.length - 1)
  return { x: Float64Array.from(kept, (i) => x[i]!), y: Float64Array.from(kept, (i) => y[i]!) }
}

/** Smallest key first; putting a point again replaces its key. Of equal keys the lower point comes first. */
class PointHeap {
  lastKey = 0
  private readonly keys: Float64Array
  private readonly place: Int32Array
  private readonly heap: number[] = []

  constructor(points: number) {
    this.keys = new Float64Array(points)
    this.place = new Int32Array(points).fill(-1)
  }

  put(point: number, key: number): void {
    this.keys[point] = key
    let at = this.place[point]!
    if (at === -1) {
      at = this.heap.push(point) - 1
      this.place[point] = at
    }
    this.up(at)
    this.down(this.place[point]!)
  }

  take(): number | null {
    const top = this.heap[0]
    if (top === undefined) return null
    const last = this.heap.pop()!
    if (this.heap.length > 0) {
      this.heap[0] = last
      this.place[last] = 0
      this.down(0)
    }
    this.place[top] = -1
    this.lastKey = this.keys[top]!
    return top
  }

  private before(a: number, b: number): boolean {
    const [p, q] = [this.heap[a]!, this.heap[b]!]
    return this.keys[p]! < this.keys[q]! || (this.keys[p] === this.keys[q] && p < q)
  }

  private swap(a: number, b: number): void {
    const [p, q] = [this.heap[a]!, this.heap[b]!]
    this.heap[a] = q
    this.heap[b] = p
    this.place[q] = a
    this.place[p] = b
  }

  private up(from: number): void {
    let at = from
    while (at > 0 && this.before(at, (at - 1) >> 1)) {
      this.swap(at, (at - 1) >> 1)
      at = (at - 1) >> 1
    }
  }

  private down(from: number): void {
    for (let at = from; ;) {
      let least = at
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < this.heap.length && this.before(child, least)) least = child
      if (least === at) return
      this.swap(at, least)
      at = least
    }
  }
}
