import { expect, it } from 'vitest'
import { randomFrom } from '../../engine/learn/random.ts'
import { nearestRows } from './nearest-rows.ts'

const random = randomFrom(4)
const count = 120
const rows = {
  count,
  numbers: Array.from({ length: 3 }, () =>
    Float64Array.from({ length: count }, () => (random.next() < 0.1 ? Number.NaN : random.below(6))),
  ),
  codes: [Int32Array.from({ length: count }, () => random.below(3) - 1)],
}
const spreads = [1, 2, Number.POSITIVE_INFINITY]

function squared(a: number, b: number): number {
  const gaps = rows.numbers.map((values, at) => {
    const [x = Number.NaN, y = Number.NaN] = [values[a], values[b]]
    return Number.isNaN(x) && Number.isNaN(y) ? 0 : Number.isNaN(x) || Number.isNaN(y) ? 1 : ((x - y) / (spreads[at] ?? 1)) ** 2
  })
  return gaps.reduce((sum, gap) => sum + gap, rows.codes[0]?.[a] === rows.codes[0]?.[b] ? 0 : 1)
}

it.each([1, 5, 200])('are those of all distances, the first of equal ones (%i)', (k) => {
  const candidates = Int32Array.from({ length: 100 }, (_, at) => (at * 7) % count)
  const nearest = nearestRows(rows, spreads, candidates, k)
  for (let base = 0; base < count; base++) {
    const others = [...candidates].filter((row) => row !== base)
    const expected = others.toSorted((a, b) => squared(base, a) - squared(base, b)).slice(0, k)
    expect(nearest(base), `row ${base}`).toEqual(expected)
  }
})
