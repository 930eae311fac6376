import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { boostedTreesClassifier, boostedTreesRegressor } from '../../learn/boosted-trees.ts'
import { kMeans } from '../../learn/cluster/k-means.ts'
import { principalComponents } from '../../learn/components/principal-components.ts'
import { quietControl } from '../../learn/estimator.ts'
import { forestClassifier, forestRegressor } from '../../learn/forest/random-forest.ts'
import { matrixFromRows } from '../../learn/matrix.ts'
import { neighbourRegressor } from '../../learn/neighbours/nearest-neighbours.ts'
import { randomFrom } from '../../learn/random.ts'
import { roomFrom, soloCrews } from '../../kernels/crew.ts'
import { threadCrews } from './thread-crew.ts'

const entry = resolve(import.meta.dirname, '../../bin/crew-thread.ts')

it('does every task once, whoever takes it, round after round', () => {
  const crew = threadCrews(4, entry).open(64 * 1024)
  const words = new Uint32Array(crew.memory.buffer, roomFrom, 16_000)
  for (let round = 0; round < 300; round++) {
    words.fill(0)
    const tasks = (round % 40) + 1
    crew.run(Array.from({ length: tasks }, (_, task) => ['countUp', roomFrom, task * 400, (task + 1) * 400]))
    expect(words.subarray(0, tasks * 400).every((word, at) => word === at)).toBe(true)
  }
  crew.close()
})

it('does meanwhile what the caller is given, once a round', () => {
  const crews = [soloCrews, threadCrews(1, entry), threadCrews(3, entry)]
  for (const crew of crews.map((crew) => crew.open(64 * 1024))) {
    const words = new Uint32Array(crew.memory.buffer, roomFrom, 3_000)
    const done: number[] = []
    for (let round = 1; round <= 3; round++) {
      words.fill(0)
      crew.run(
        [0, 1, 2].slice(0, round).map((task) => ['countUp', roomFrom, task * 1_000, (task + 1) * 1_000]),
        () => void done.push(round),
      )
      expect(words.findLastIndex((word) => word > 0)).toBe(round * 1_000 - 1)
    }
    expect(done).toEqual([1, 2, 3])
    crew.close()
  }
})

it('opens crew after crew, on memories of their own, with threads that have done others', () => {
  const crews = threadCrews(3, entry)
  for (let time = 0; time < 40; time++) {
    const one = crews.open(64 * 1024)
    const other = time % 4 === 0 ? crews.open(64 * 1024) : null
    for (const crew of [one, other]) {
      crew?.run(Array.from({ length: 20 }, (_, task) => ['countUp', roomFrom, task * 100, (task + 1) * 100]))
      if (crew) expect(new Uint32Array(crew.memory.buffer, roomFrom, 2_000).every((word, at) => word === at)).toBe(true)
    }
    one.close()
    other?.close()
    expect(new Uint32Array(one.memory.buffer, roomFrom, 2_000).at(-1)).toBe(1_999)
  }
})

it('grows the same trees with one thread and with three', async () => {
  const random = randomFrom(11)
  const rows = Array.from({ length: 30_000 }, () =>
    Array.from({ length: 20 }, (_, at) => (random.below(50) === at ? Number.NaN : random.normal())),
  )
  const x = matrixFromRows(
    rows,
    Array.from({ length: 20 }, (_, at) => `x${at}`),
  )
  const y = Float64Array.from(rows, ([a = 0, b = 0]) => ((a || 0) * (b || 0) + random.normal() > 0 ? 1 : 0))
  const options = { seed: 4, trees: 8, leaves: 12 }
  const fit = async (crews: typeof soloCrews) => [
    (await boostedTreesClassifier.fit(x, y, { ...options, classes: ['no', 'yes'], crews }, quietControl)).toJSON(),
    (
      await boostedTreesRegressor.fit(x, y, { ...options, loss: 'poisson', rowShare: 0.7, validationShare: 0.1, crews }, quietControl)
    ).toJSON(),
    (await forestClassifier.fit(x, y, { seed: 4, trees: 7, classes: ['no', 'yes'], crews }, quietControl)).toJSON(),
    (await forestRegressor.fit(x, y, { seed: 4, trees: 4, minLeaf: 20, tries: 0.2, limits: 'drawn', crews }, quietControl)).toJSON(),
  ]
  expect(await fit(threadCrews(3, entry))).toEqual(await fit(soloCrews))
})

// Sides so large that rows are shared, not columns, and columns of one thread that lie in two strips.
it.each([
  [90_000, 6],
  [8_000, 66],
])('grows the same trees of %i rows and %i columns with one thread and with three', async (count, width) => {
  const random = randomFrom(12)
  const columns = Array.from({ length: width }, () => Float64Array.from({ length: count }, random.normal))
  const x = { rows: count, columns, names: columns.map((_, at) => `x${at}`) }
  const y = columns[0]!.map((value, row) => value * columns[width - 1]![row]! + random.normal())
  const fit = async (crews: typeof soloCrews) =>
    (await boostedTreesRegressor.fit(x, y, { seed: 4, trees: 3, leaves: 12, crews }, quietControl)).toJSON()
  expect(await fit(threadCrews(3, entry))).toEqual(await fit(soloCrews))
})

it.each(['absolute', 'huber', 'quantile', 'tweedie'] as const)(
  'learns the same by the loss %s with one thread and with three',
  async (loss) => {
    const random = randomFrom(13)
    const columns = Array.from({ length: 26 }, () => Float64Array.from({ length: 20_000 }, random.normal))
    const x = { rows: 20_000, columns, names: columns.map((_, at) => `x${at}`) }
    const y = columns[0]!.map((value) => Math.abs(value * random.normal()))
    const level = loss === 'tweedie' ? 1.5 : 0.7
    const fit = async (crews: typeof soloCrews) => {
      const points: number[] = []
      const control = { ...quietControl, metric: (_: string, __: number, value: number) => void points.push(value) }
      const options = { seed: 4, trees: 3, leaves: 12, validationShare: 0.4, loss, level, crews }
      return [(await boostedTreesRegressor.fit(x, y, options, control)).toJSON(), points]
    }
    expect(await fit(threadCrews(3, entry))).toEqual(await fit(soloCrews))
  },
)

it('learns the same classes with one thread and with three', async () => {
  const random = randomFrom(14)
  const columns = Array.from({ length: 26 }, () => Float64Array.from({ length: 20_000 }, random.normal))
  const x = { rows: 20_000, columns, names: columns.map((_, at) => `x${at}`) }
  const y = columns[0]!.map((value) => (value < -1 ? 0 : value > random.normal() ? 1 : 2))
  const fit = async (crews: typeof soloCrews) => {
    const options = { seed: 4, trees: 3, leaves: 12, classes: ['a', 'b', 'c'], classWeight: 'balanced', crews } as const
    return (await boostedTreesClassifier.fit(x, y, options, quietControl)).toJSON()
  }
  expect(await fit(threadCrews(3, entry))).toEqual(await fit(soloCrews))
})

it('finds the same clusters with one thread and with three', async () => {
  const random = randomFrom(3)
  const columns = Array.from({ length: 7 }, () => Float64Array.from({ length: 40_000 }, () => random.normal()))
  const x = { rows: 40_000, columns, names: columns.map((_, at) => `x${at}`) }
  const fit = (crews: typeof soloCrews) => kMeans(x, { clusters: 6, seed: 2, starts: 2, crews }, quietControl)
  expect(await fit(threadCrews(3, entry))).toEqual(await fit(soloCrews))
})

it('finds the same components with one thread and with three', async () => {
  const random = randomFrom(5)
  const columns = Array.from({ length: 6 }, () => Float64Array.from({ length: 70_001 }, () => random.normal()))
  const x = { rows: 70_001, columns, names: columns.map((_, at) => `x${at}`) }
  const fit = (crews: typeof soloCrews) => principalComponents(x, { center: true, scale: true, crews }, quietControl)
  expect(await fit(threadCrews(3, entry))).toEqual(await fit(soloCrews))
})

it('finds the same neighbours with one thread and with three', async () => {
  const random = randomFrom(9)
  const columns = Array.from({ length: 12 }, () => Float64Array.from({ length: 3_000 }, () => random.normal()))
  const x = { rows: 3_000, columns, names: columns.map((_, at) => `x${at}`) }
  const y = columns[0]!.map((value) => value ** 2)
  const model = await neighbourRegressor.fit(x, y, { seed: 1, neighbours: 7 }, quietControl)
  expect(model.predict(x, threadCrews(3, entry))).toEqual(model.predict(x, soloCrews))
})

// More rows than a part of them that is walked at once; trees of few leaves and of many have kernels of their own.
it.each([31, 300])('predicts the same with one thread and with three: trees of up to %i leaves', async (leaves) => {
  const random = randomFrom(15)
  const columns = Array.from({ length: 20 }, () =>
    Float64Array.from({ length: 120_001 }, () => (random.below(30) === 0 ? Number.NaN : random.normal())),
  )
  const x = { rows: 120_001, columns, names: columns.map((_, at) => `x${at}`) }
  const learnt = { ...x, rows: 5_000, columns: columns.map((column) => column.subarray(0, 5_000)) }
  const y = learnt.columns[0]!.map((value, at) => (value || 0) * (columns[1]![at]! || 1))
  const model = await boostedTreesRegressor.fit(learnt, y, { seed: 4, trees: 20, minLeaf: 3, leaves }, quietControl)
  const all = model.predict(x, soloCrews)
  expect(model.predict(x, threadCrews(3, entry))).toEqual(all)
  const row = (at: number) =>
    model.scoreOne(
      columns.map((column) => column[at]!),
      new Float64Array(1),
    )[0]
  for (const at of [0, 24_959, 24_960, 77_777, 120_000]) expect(all[at]).toBe(row(at))
})
