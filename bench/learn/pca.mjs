// W10: principal components of synth-H beside scikit-learn.
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { principalComponents } from '../../engine/learn/components/principal-components.ts'
import { quietControl } from '../../engine/learn/estimator.ts'
import { crewsOf, figuresOf, inTurn, readRows, timed } from '../learners.mjs'
import { writeSynthH } from '../synthetic.mjs'

const module = fileURLToPath(import.meta.url)

const peer = `
from sklearn.decomposition import PCA
from threadpoolctl import threadpool_limits
x, y = rows(int(sys.argv[2]))
def work():
    with threadpool_limits(int(sys.argv[3])):
        model = PCA().fit(x)
    return {'variance': float(model.explained_variance_[0])}
timed(work)
`

/** Figures as { name, value, goal, unit, peer, peerValue }. */
export async function measure({ folder, python }) {
  writeSynthH(folder, 1_000_000)
  const both = await inTurn({ module, python, script: peer, args: ['pca', folder, 1_000_000, availableParallelism()] })
  if (Math.abs(both.ours.variance / both.peer.variance - 1) > 1e-8) throw new Error('the components differ')
  return figuresOf('W10 PCA, 1 million rows', both, { beside: 'scikit-learn', processor: 2, seconds: 2 })
}

const tasks = {
  async pca(folder, rows, size) {
    const { x } = readRows(folder, Number(rows))
    return timed(async () => {
      const { variances } = await principalComponents(x, { center: true, scale: false, crews: crewsOf(Number(size)) }, quietControl)
      return { variance: variances[0] }
    })
  },
}

if (process.argv[1] === module) {
  const [name, ...args] = process.argv.slice(2)
  process.stdout.write(`${JSON.stringify(await tasks[name](...args))}\n`)
  process.exit()
}
