import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { decisionTreeClassifier } from '../../learn/decision-tree.ts'
import { quietControl } from '../../learn/estimator.ts'
import { forestClassifier, forestRegressor } from '../../learn/forest/random-forest.ts'
import { matrixFromRows } from '../../learn/matrix.ts'
import { randomFrom } from '../../learn/random.ts'
import { soloCrews } from '../../kernels/crew.ts'
import { threadCrews } from './thread-crew.ts'

const entry = resolve(import.meta.dirname, '../../bin/crew-thread.ts')

it('grows the same trees of categories with one thread and with three', async () => {
  const random = randomFrom(12)
  const rows = Array.from({ length: 20_000 }, () =>
    Array.from({ length: 8 }, (_, at) => (random.below(40) === 0 ? Number.NaN : at < 5 ? random.below(4 + at * 9) : random.normal())),
  )
  const names = Array.from({ length: 8 }, (_, at) => `x${at}`)
  const x = { ...matrixFromRows(rows, names), levels: names.map((_, at) => (at < 5 ? 4 + at * 9 : 0)) }
  const y = Float64Array.from(rows, ([a = 0, b = 0]) => ((a || 0) % 3 > 1 || (b || 0) % 4 > 2 ? 1 : 0))
  const fit = async (crews: typeof soloCrews) => [
    (await forestClassifier.fit(x, y, { seed: 4, trees: 7, classes: ['no', 'yes'], crews }, quietControl)).toJSON(),
    (await forestRegressor.fit(x, y, { seed: 4, trees: 4, minLeaf: 20, limits: 'drawn', crews }, quietControl)).toJSON(),
    (await decisionTreeClassifier.fit(x, y, { seed: 4, classes: ['no', 'yes'], crews }, quietControl)).toJSON(),
  ]
  const three = await fit(threadCrews(3, entry))
  expect(three).toEqual(await fit(soloCrews))
  expect(three.map(({ version }) => version)).toEqual([2, 2, 2])
})
