// W10: logistic regression on synth-H beside scikit-learn: one fit, and the choice of its strength among ten over five folds; a ridge path.
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { quietControl } from '../../engine/learn/estimator.ts'
import { logisticRegression } from '../../engine/learn/logistic-regression.ts'
import { penalisedRegression } from '../../engine/learn/penalised-regression.ts'
import { crewsOf, figuresOf, inTurn, readRows, timed } from '../learners.mjs'
import { writeSynthH } from '../synthetic.mjs'

const module = fileURLToPath(import.meta.url)
const cores = availableParallelism()

const scaled = `
import warnings
warnings.simplefilter('ignore')
from sklearn.linear_model import LogisticRegression, LogisticRegressionCV, RidgeCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
x, y = rows(int(sys.argv[2]))
`
const single = `${scaled}
timed(lambda: {'iterations': int(make_pipeline(StandardScaler(), LogisticRegression()).fit(x, y)[-1].n_iter_[0])})
`
const path = `${scaled}
timed(lambda: {'c': float(make_pipeline(StandardScaler(), LogisticRegressionCV(Cs=10, cv=5, scoring='neg_log_loss')).fit(x, y)[-1].C_[0])})
`
const ridge = `${scaled}
timed(lambda: {'alpha': float(make_pipeline(StandardScaler(), RidgeCV(np.geomspace(1e-2, 1e6, 10), cv=5)).fit(x, y)[-1].alpha_)})
`

/** Figures as { name, value, goal, unit, peer, peerValue }. */
export async function measure({ folder, python }) {
  const rows = 1_000_000
  writeSynthH(folder, rows)
  const both = (script, task, turns) => inTurn({ module, python, script, args: [task, folder, rows, cores], turns })
  const beside = 'scikit-learn'
  return [
    ...figuresOf('W10 logistic regression, 1 million rows', await both(single, 'single', 3), { beside, processor: 0.6 }),
    ...figuresOf('W10 logistic, 10 strengths by 5 folds', await both(path, 'path', 2), { beside, processor: 0.1 }),
    ...figuresOf('W10 ridge, 10 strengths by 5 folds', await both(ridge, 'ridge', 1), { beside, processor: 0.1 }),
  ]
}

const tasks = {
  async single(folder, rows, size) {
    const { x, y } = readRows(folder, Number(rows))
    const options = { seed: 1, classes: ['0', '1'], alike: true, tolerance: 1e-6, crews: crewsOf(Number(size)) }
    return timed(async () => void (await logisticRegression.fit(x, y, options, quietControl)))
  },
  async path(folder, rows, size) {
    const { x, y } = readRows(folder, Number(rows))
    const options = { seed: 1, classes: ['0', '1'], alike: true, c: null, tolerance: 1e-6, crews: crewsOf(Number(size)) }
    return timed(async () => void (await logisticRegression.fit(x, y, options, quietControl)))
  },
  async ridge(folder, rows, size) {
    const { x, y } = readRows(folder, Number(rows))
    return timed(async () => void (await penalisedRegression.fit(x, y, { seed: 1, steps: 10, crews: crewsOf(Number(size)) }, quietControl)))
  },
}

if (process.argv[1] === module) {
  const [name, ...args] = process.argv.slice(2)
  process.stdout.write(`${JSON.stringify(await tasks[name](...args))}\n`)
  process.exit()
}
