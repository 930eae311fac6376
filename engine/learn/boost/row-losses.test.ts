import { expect, it } from 'vitest'
import { roomFrom, soloCrews } from '../../kernels/crew.ts'
import { randomFrom } from '../random.ts'
import { createArena } from './arena.ts'
import { lossOf, sigmoid, weightedQuantile, type LossName } from './loss.ts'
import { placeRowLosses, rowLosses } from './row-losses.ts'

type Formula = (score: number, y: number, level: number) => number

/** Gradient, hessian and loss of a row, as they are written down. */
const formulas: Readonly<Record<LossName, readonly [Formula, Formula, Formula]>> = {
  'log-loss': [
    (s, y) => sigmoid(s) - y,
    (s) => Math.max(1e-15, sigmoid(s) * (1 - sigmoid(s))),
    (s, y) => Math.log1p(Math.exp(-Math.abs(s))) + Math.max(s, 0) - y * s,
  ],
  squared: [(s, y) => s - y, () => 1, (s, y) => (s - y) ** 2],
  absolute: [(s, y) => Math.sign(s - y), () => 1, (s, y) => Math.abs(s - y)],
  huber: [
    (s, y, level) => Math.max(-level, Math.min(level, s - y)),
    () => 1,
    (s, y, level) => (Math.abs(s - y) <= level ? (s - y) ** 2 / 2 : level * (Math.abs(s - y) - level / 2)),
  ],
  quantile: [(s, y, level) => (s >= y ? 1 - level : -level), () => 1, (s, y, level) => (s >= y ? (1 - level) * (s - y) : level * (y - s))],
  poisson: [(s, y) => Math.exp(s) - y, (s) => Math.exp(s + 0.7), (s, y) => Math.exp(s) - y * s],
  tweedie: [
    (s, y, level) => -y * Math.exp((1 - level) * s) + Math.exp((2 - level) * s),
    (s, y, level) => -y * (1 - level) * Math.exp((1 - level) * s) + (2 - level) * Math.exp((2 - level) * s),
    (s, y, level) => (-y * Math.exp((1 - level) * s)) / (1 - level) + Math.exp((2 - level) * s) / (2 - level),
  ],
}

const rows = 9_001

function opened(outputs: number) {
  const arena = createArena(roomFrom)
  const floats = () => arena.take((rows + 3) * 4)
  const at = { scores: Array.from({ length: outputs }, floats), gradients: floats(), hessians: floats(), index: floats() }
  const places = placeRowLosses(arena, rows)
  const crew = soloCrews.open(arena.bytes)
  const view = (address: number) => new Float32Array(crew.memory.buffer, address, rows)
  return { at, places, crew, view }
}

/** How far a float of 32 bits is from a number, in its last place. */
const inLastPlaces = (found: number, wanted: number) => Math.abs(found - wanted) / Math.max(Math.abs(wanted) * 2 ** -23, 1e-30)

it.each([
  ['log-loss', 0],
  ['squared', 0],
  ['absolute', 0],
  ['huber', 0.8],
  ['quantile', 0.3],
  ['poisson', 0],
  ['tweedie', 1.4],
] as const)('gives gradients, hessians and mean of %s as its formulas do', (name, level) => {
  const random = randomFrom(3)
  const { at, places, crew, view } = opened(1)
  const scores = view(at.scores[0]!)
  for (let row = 0; row < rows; row++) scores[row] = random.normal() * (row % 5 === 0 ? 12 : 2)
  const ofClasses = name === 'log-loss'
  const y = Float64Array.from({ length: rows }, (_, row) =>
    ofClasses ? random.below(2) : row % 3 === 0 ? scores[row]! : Math.abs(random.normal() * 3),
  )
  const weights = Float64Array.from({ length: rows }, () => 0.1 + random.next())
  const losses = rowLosses(crew, { y, weights, loss: lossOf({ name, level }) }, places, at)
  const most = losses.gradients(0)
  const [gradient, hessian, value] = formulas[name]
  let [far, largest, steepest, sum, total] = [0, 0, 0, 0, 0]
  for (let row = 0; row < rows; row++) {
    const [g, h] = [weights[row]! * gradient(scores[row]!, y[row]!, level), weights[row]! * hessian(scores[row]!, y[row]!, level)]
    far = Math.max(far, inLastPlaces(view(at.gradients)[row]!, g), inLastPlaces(view(at.hessians)[row]!, h))
    largest = Math.max(largest, Math.abs(view(at.gradients)[row]!))
    steepest = Math.max(steepest, view(at.hessians)[row]!)
    if (row < 200) continue
    sum += weights[row]! * value(scores[row]!, y[row]!, level)
    total += weights[row]!
  }
  expect(far).toBeLessThan(0.5001)
  expect(most).toEqual({ largest, steepest })
  expect(Math.abs(losses.mean(200, rows) / (sum / total) - 1)).toBeLessThan(1e-12)
})

it('says that a gradient is no number', () => {
  const { at, places, crew, view } = opened(1)
  view(at.scores[0]!)[8_500] = Number.NaN
  const losses = rowLosses(
    crew,
    { y: new Float64Array(rows), weights: new Float64Array(rows).fill(1), loss: lossOf({ name: 'squared', level: 0 }) },
    places,
    at,
  )
  expect(losses.gradients(0).largest).toBeNaN()
})

it('gives gradients, hessians and mean of several classes; those of a round come from the same scores', () => {
  const random = randomFrom(4)
  const classes = 4
  const { at, places, crew, view } = opened(classes)
  const scores = at.scores.map(view)
  for (const own of scores) for (let row = 0; row < rows; row++) own[row] = random.normal() * 4
  const y = Float64Array.from({ length: rows }, () => random.below(classes))
  const weights = Float64Array.from({ length: rows }, () => 0.1 + random.next())
  const losses = rowLosses(crew, { y, weights, loss: { classes } }, places, at)
  const before = scores.map((own) => own.slice())
  const sumOf = (row: number) => before.reduce((sum, own) => sum + Math.exp(own[row]!), 0)
  let far = 0
  for (let own = 0; own < classes; own++) {
    losses.gradients(own)
    for (let row = 0; row < rows; row++) {
      const p = Math.exp(before[own]![row]!) / sumOf(row)
      const g = weights[row]! * (p - (y[row] === own ? 1 : 0))
      const h = weights[row]! * (classes / (classes - 1)) * p * (1 - p)
      // What is left of 1 - p has fewer digits.
      far = Math.max(far, Math.abs(view(at.gradients)[row]! - g) / Math.max(Math.abs(g), 1e-5))
      far = Math.max(far, Math.abs(view(at.hessians)[row]! - h) / Math.max(h, 1e-5))
    }
    scores[own]!.fill(own)
  }
  expect(far).toBeLessThan(1e-7)
  scores.forEach((own, at) => own.set(before[at]!))
  losses.changed()
  let [sum, total] = [0, 0]
  for (let row = 0; row < rows; row++) {
    sum += weights[row]! * (Math.log(sumOf(row)) - before[y[row]!]![row]!)
    total += weights[row]!
  }
  expect(Math.abs(losses.mean(0, rows) / (sum / total) - 1)).toBeLessThan(1e-12)
})

it('finds the quantile of what is left in each leaf', () => {
  const random = randomFrom(5)
  const { at, places, crew, view } = opened(1)
  const scores = view(at.scores[0]!)
  for (let row = 0; row < rows; row++) scores[row] = random.below(3)
  const y = Float64Array.from({ length: rows }, (_, row) => (row % 2 === 0 ? random.below(9) : random.normal()))
  const losses = rowLosses(crew, { y, weights: new Float64Array(rows).fill(1), loss: lossOf({ name: 'absolute', level: 0 }) }, places, at)
  const index = new Uint32Array(crew.memory.buffer, at.index, rows)
  index.forEach((_, place) => (index[place] = (place * 7) % rows))
  const leaves = [1, 2, 3, 40, 1_001, rows - 1_047].map((count, leaf, all) => ({
    from: all.slice(0, leaf).reduce((sum, one) => sum + one, 0),
    count,
  }))
  for (const share of [0.5, 0.03, 0.97]) {
    const wanted = leaves.map(({ from, count }) => {
      const left = Float64Array.from(index.subarray(from, from + count), (row) => y[row]! - scores[row]!)
      return weightedQuantile(left, new Float64Array(count).fill(1), share)
    })
    expect(losses.quantiles(leaves, share)).toEqual(wanted)
  }
})
