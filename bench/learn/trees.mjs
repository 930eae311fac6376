// W7, W8 and W11: gradient boosting, forests and prediction on synth-H beside LightGBM and scikit-learn.
import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { boostedTreesClassifier } from '../../engine/learn/boosted-trees.ts'
import { quietControl } from '../../engine/learn/estimator.ts'
import { forestClassifier } from '../../engine/learn/forest/random-forest.ts'
import { crewsOf, figuresOf, inTurn, readRows, timed } from '../learners.mjs'
import { writeSynthH } from '../synthetic.mjs'

const module = fileURLToPath(import.meta.url)
const cores = availableParallelism()

const peers = {
  boost: `
import lightgbm as lgb
x, y = rows(int(sys.argv[2]))
params = dict(objective='binary', num_leaves=31, learning_rate=.1, verbose=-1, num_threads=int(sys.argv[3]))
timed(lambda: {'trees': lgb.train(params, lgb.Dataset(x, y), 100).num_trees()})
`,
  forest: `
from sklearn.ensemble import RandomForestClassifier
x, y = rows(int(sys.argv[2]))
x = x.astype(np.float32)
timed(lambda: {'trees': len(RandomForestClassifier(100, random_state=1, n_jobs=int(sys.argv[3])).fit(x, y).estimators_)})
`,
  predict: `
import lightgbm as lgb
x, y = rows(int(sys.argv[2]))
params = dict(objective='binary', num_leaves=31, learning_rate=.1, verbose=-1, num_threads=int(sys.argv[3]))
model = lgb.train(params, lgb.Dataset(x[:100_000], y[:100_000]), 100)
model.predict(x[:10_000])
timed(lambda: {'mean': float(model.predict(x).mean())})
`,
}

/** Four processes that do nothing but keep processors busy while `work` goes on. */
async function withBusyLoops(work) {
  const control = new AbortController()
  const loops = Array.from({ length: 4 }, () => promisify(execFile)(process.execPath, ['-e', 'for (;;);'], { signal: control.signal }))
  try {
    return await work()
  } finally {
    control.abort()
    await Promise.allSettled(loops)
  }
}

/** Figures as { name, value, goal, unit, peer, peerValue }. */
export async function measure({ folder, python }) {
  writeSynthH(folder, 1_000_000)
  const beside = (task, rows, more) => inTurn({ module, python, script: peers[task], args: [task, folder, rows, cores], ...more })
  const figures = []
  for (const { rows, named, goals } of [
    { rows: 10_000, named: '10 thousand', goals: { mostSeconds: 0.15 } },
    { rows: 100_000, named: '100 thousand', goals: { seconds: 0.6 } },
    { rows: 1_000_000, named: '1 million', goals: { seconds: 0.6, memory: 1.5 } },
  ]) {
    const both = await beside('boost', rows)
    figures.push(...figuresOf(`W7 boosting, ${named} rows`, both, { beside: 'LightGBM', processor: 0.6, ...goals }))
  }
  const busy = await withBusyLoops(() => beside('boost', 100_000, { turns: 1 }))
  figures.push(...figuresOf('W7 boosting, 100 thousand rows, 4 busy loops', busy, { beside: 'LightGBM', seconds: 0.45 }))
  const forests = await beside('forest', 100_000, { turns: 1 })
  figures.push(...figuresOf('W8 forest, 100 thousand rows', forests, { beside: 'scikit-learn', processor: 0.2, seconds: 0.2 }))
  const predicted = await beside('predict', 1_000_000)
  figures.push(...figuresOf('W11 predict, 1 million rows', predicted, { beside: 'LightGBM', processor: 0.5, seconds: 0.5 }))
  return figures
}

const learning = (folder, rows, size) => {
  const { x, y } = readRows(folder, Number(rows))
  return (estimator) => estimator.fit(x, y, { seed: 1, classes: ['0', '1'], crews: crewsOf(Number(size)) }, quietControl)
}

const tasks = {
  boost(folder, rows, size) {
    const learn = learning(folder, rows, size)
    return timed(async () => void (await learn(boostedTreesClassifier)))
  },
  forest(folder, rows, size) {
    const learn = learning(folder, rows, size)
    return timed(async () => void (await learn(forestClassifier)))
  },
  async predict(folder, rows, size) {
    const model = await learning(folder, 100_000, size)(boostedTreesClassifier)
    const { x } = readRows(folder, Number(rows))
    return timed(() => ({ mean: mean(model.predictProba(x, crewsOf(Number(size)))[1]) }))
  },
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length

if (process.argv[1] === module) {
  const [name, ...args] = process.argv.slice(2)
  process.stdout.write(`${JSON.stringify(await tasks[name](...args))}\n`)
  process.exit()
}
