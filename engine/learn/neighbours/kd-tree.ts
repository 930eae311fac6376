// What the nearest rows say: search of neighbours, and the learners made of it.

import type { Matrix } from '../matrix.ts'

export type NeighbourMetric = 'euclidean' | 'manhattan' | 'chebyshev'

/** Rows halved again and again along their widest column, each part with the box around it; in many columns one part of all rows. */
export interface KdTree {
  /** Places of the rows in the matrix, in the order of the tree. */
  readonly places: Int32Array
  /** Distances of the nearest `count` rows and their places in the matrix, by distance, then by place. */
  nearest(point: ArrayLike<number>, count: number): Neighbours
  /** The same among these rows alone, each named once by its place in the order of the tree. */
  nearestAmong(point: ArrayLike<number>, slots: Iterable<number>, count: number): Neighbours
  /** Places of the rows at most so far away, in no order. */
  within(point: ArrayLike<number>, radius: number): readonly number[]
}

export interface Neighbours {
  readonly places: readonly number[]
  readonly distances: readonly number[]
}

const leafRows = 24
/** In more columns all rows are about as far away, and boxes cost more than they spare (the limit of scikit-learn). */
const mostBoxed = 15

/** Rows complete and finite. Distances are exact: those of the metric, ties in favour of the first row. */
export function buildKdTree(x: Matrix, metric: NeighbourMetric): KdTree {
  const width = x.columns.length
  const places = Int32Array.from({ length: x.rows }, (_, at) => at)
  const [starts, ends, lefts] = [[] as number[], [] as number[], [] as number[]]
  const boxes: number[] = []
  const grow = (from: number, to: number): number => {
    const node = starts.length
    starts.push(from)
    ends.push(to)
    lefts.push(-1)
    const widest = pushBox(boxes, x, places.subarray(from, to))
    if (to - from <= leafRows || widest < 0 || width > mostBoxed) return node
    const column = x.columns[widest]!
    // By value, then by place: equal rows are told apart, and the tree is the same each time.
    places.subarray(from, to).sort((a, b) => column[a]! - column[b]! || a - b)
    const middle = (from + to) >> 1
    const left = grow(from, middle)
    lefts[node] = left
    rights[node] = grow(middle, to)
    return node
  }
  const rights: number[] = []
  if (x.rows > 0) grow(0, x.rows)
  // Row after row in the order of the tree, so that a leaf lies together.
  const rows = new Float64Array(x.rows * width)
  for (let at = 0; at < x.rows; at++) for (let j = 0; j < width; j++) rows[at * width + j] = x.columns[j]![places[at]!]!
  const measure = measureOf(metric, width)
  const box = Float64Array.from(boxes)

  const nearest: KdTree['nearest'] = (point, count) => {
    const found = createHeap(Math.min(count, x.rows))
    const visit = (node: number): void => {
      const left = lefts[node]!
      if (left < 0) {
        for (let at = starts[node]!; at < ends[node]!; at++)
          found.offer(measure.toRow(point, rows, at * width, found.farthest()), places[at]!)
        return
      }
      const right = rights[node]!
      const [toLeft, toRight] = [measure.toBox(point, box, left), measure.toBox(point, box, right)]
      const [first, second] = toLeft <= toRight ? [left, right] : [right, left]
      if (Math.min(toLeft, toRight) <= found.farthest()) visit(first)
      if (Math.max(toLeft, toRight) <= found.farthest()) visit(second)
    }
    if (x.rows > 0) visit(0)
    return neighboursOf(found, measure)
  }

  const nearestAmong: KdTree['nearestAmong'] = (point, slots, count) => {
    const found = createHeap(Math.min(count, x.rows))
    for (const slot of slots) found.offer(measure.toRow(point, rows, slot * width, found.farthest()), places[slot]!)
    return neighboursOf(found, measure)
  }

  const within: KdTree['within'] = (point, radius) => {
    const most = measure.comparable(radius)
    const found: number[] = []
    const visit = (node: number): void => {
      if (measure.toBox(point, box, node) > most) return
      if (lefts[node]! >= 0) {
        visit(lefts[node]!)
        visit(rights[node]!)
        return
      }
      for (let at = starts[node]!; at < ends[node]!; at++) if (measure.toRow(point, rows, at * width, most) <= most) found.push(places[at]!)
    }
    if (x.rows > 0) visit(0)
    return found
  }

  return { places, nearest, nearestAmong, within }
}

function neighboursOf(heap: Heap, measure: Measure): Neighbours {
  const sorted = heap.sorted()
  return { places: sorted.map(({ place }) => place), distances: sorted.map(({ far }) => measure.distance(far)) }
}

/** Adds the lowest and highest value of each column to the boxes; gives the column with the widest range, -1 when all rows are equal. */
function pushBox(boxes: number[], { columns }: Matrix, places: Int32Array): number {
  let widest = -1
  let range = 0
  columns.forEach((column, j) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const place of places) {
      const value = column[place]!
      if (value < low) low = value
      if (value > high) high = value
    }
    boxes.push(low, high)
    if (high - low > range) {
      range = high - low
      widest = j
    }
  })
  return widest
}

/** Distances in a form that is cheap to compare: squares of the euclidean ones. */
interface Measure {
  /** May stop above `most`: what it gives then is too much, not the distance. */
  toRow(point: ArrayLike<number>, rows: Float64Array, at: number, most: number): number
  /** From the box of a node: 0 inside. */
  toBox(point: ArrayLike<number>, boxes: Float64Array, node: number): number
  distance(compared: number): number
  comparable(distance: number): number
}

function measureOf(metric: NeighbourMetric, width: number): Measure {
  return {
    toRow: rowMeasure(metric, width),
    toBox(point, boxes, node) {
      let sum = 0
      for (let j = 0, at = node * width * 2; j < width; j++, at += 2) {
        const value = point[j]!
        const away = value < boxes[at]! ? boxes[at]! - value : value > boxes[at + 1]! ? value - boxes[at + 1]! : 0
        sum = metric === 'euclidean' ? sum + away * away : metric === 'manhattan' ? sum + away : Math.max(sum, away)
      }
      return sum
    },
    distance: metric === 'euclidean' ? Math.sqrt : (compared) => compared,
    comparable: metric === 'euclidean' ? (distance) => distance * distance : (distance) => distance,
  }
}

/** One loop for each metric: nearly all the time is spent here. */
function rowMeasure(metric: NeighbourMetric, width: number): Measure['toRow'] {
  switch (metric) {
    case 'euclidean':
      return (point, rows, at, most) => {
        let sum = 0
        for (let j = 0; j < width && sum <= most; j++) {
          const away = point[j]! - rows[at + j]!
          sum += away * away
        }
        return sum
      }
    case 'manhattan':
      return (point, rows, at, most) => {
        let sum = 0
        for (let j = 0; j < width && sum <= most; j++) sum += Math.abs(point[j]! - rows[at + j]!)
        return sum
      }
    case 'chebyshev':
      return (point, rows, at, most) => {
        let sum = 0
        for (let j = 0; j < width && sum <= most; j++) sum = Math.max(sum, Math.abs(point[j]! - rows[at + j]!))
        return sum
      }
  }
}

interface Heap {
  offer(far: number, place: number): void
  /** Of those kept; infinite while there is room. */
  farthest(): number
  sorted(): readonly { readonly far: number; readonly place: number }[]
}

/** Keeps the nearest `size`, the farthest of them on top. */
function createHeap(size: number): Heap {
  const fars = new Float64Array(size)
  const places = new Int32Array(size)
  let count = 0
  const isFarther = (far: number, place: number, at: number) => far > fars[at]! || (far === fars[at]! && place > places[at]!)
  const put = (at: number, far: number, place: number) => {
    fars[at] = far
    places[at] = place
  }
  return {
    offer(far, place) {
      if (count < size) {
        let at = count++
        for (let up = (at - 1) >> 1; at > 0 && isFarther(far, place, up); at = up, up = (at - 1) >> 1) put(at, fars[up]!, places[up]!)
        put(at, far, place)
        return
      }
      if (size === 0 || isFarther(far, place, 0)) return
      let at = 0
      for (;;) {
        let down = 2 * at + 1
        if (down >= size) break
        if (down + 1 < size && isFarther(fars[down + 1]!, places[down + 1]!, down)) down++
        if (isFarther(far, place, down)) break
        put(at, fars[down]!, places[down]!)
        at = down
      }
      put(at, far, place)
    },
    farthest: () => (count < size ? Number.POSITIVE_INFINITY : (fars[0] ?? -1)),
    sorted: () =>
      Array.from({ length: count }, (_, at) => ({ far: fars[at]!, place: places[at]! })).toSorted(
        (a, b) => a.far - b.far || a.place - b.place,
      ),
  }
}
