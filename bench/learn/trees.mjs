// W7: gradient boosting on synth-H beside LightGBM.
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { boostedTreesClassifier } from '../../engine/learn/boosted-trees.ts'
import { quietControl } from '../../engine/learn/estimator.ts'
import { crewsOf, figuresOf, inTurn, readRows, timed } from '../learners.mjs'
import { writeSynthH } from '../synthetic.mjs'

const module = fileURLToPath(import.meta.url)
const cores = availableParallelism()

const boost = `
import lightgbm as lgb
x, y = rows(int(sys.argv[2]))
params = dict(objective='binary', num_leaves=31, learning_rate=.1, verbose=-1, num_threads=int(sys.argv[3]))
timed(lambda: {'trees': lgb.train(params, lgb.Dataset(x, y), 100).num_trees()})
`

/** Figures as { name, value, goal, unit, peer, peerValue }. */
export async function measure({ folder, python }) {
  writeSynthH(folder, 1_000_000)
  const figures = []
  for (const [rows, named, memory] of [
    [10_000, '10 thousand', undefined],
    [100_000, '100 thousand', undefined],
    [1_000_000, '1 million', 1.5],
  ]) {
    const both = await inTurn({ module, python, script: boost, args: ['boost', folder, rows, cores] })
    figures.push(...figuresOf(`W7 boosting, ${named} rows`, both, { beside: 'LightGBM', processor: 0.6, seconds: 0.6, memory }))
  }
  return figures
}

const tasks = {
  async boost(folder, rows, size) {
    const { x, y } = readRows(folder, Number(rows))
    const options = { seed: 1, classes: ['0', '1'], crews: crewsOf(Number(size)) }
    return timed(async () => void (await boostedTreesClassifier.fit(x, y, options, quietControl)))
  },
}

if (process.argv[1] === module) {
  const [name, ...args] = process.argv.slice(2)
  process.stdout.write(`${JSON.stringify(await tasks[name](...args))}\n`)
  process.exit()
}
