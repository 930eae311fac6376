// W10: k-means with 10 clusters on synth-H beside scikit-learn, each by its own defaults.
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { kMeans } from '../../engine/learn/cluster/k-means.ts'
import { quietControl } from '../../engine/learn/estimator.ts'
import { crewsOf, figuresOf, inTurn, readRows, timed } from '../learners.mjs'
import { writeSynthH } from '../synthetic.mjs'

const module = fileURLToPath(import.meta.url)

const peer = `
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits
x, y = rows(int(sys.argv[2]))
def work():
    with threadpool_limits(int(sys.argv[3])):
        model = KMeans(10, random_state=1).fit(x)
    return {'inertia': model.inertia_}
timed(work)
`

/** Figures as { name, value, goal, unit, peer, peerValue }. */
export async function measure({ folder, python }) {
  writeSynthH(folder, 1_000_000)
  const both = await inTurn({ module, python, script: peer, args: ['kmeans', folder, 1_000_000, availableParallelism()] })
  const inertia = {
    name: 'W10 k-means, what is left (inertia)',
    value: both.ours.inertia,
    goal: 1.002 * both.peer.inertia,
    unit: '',
    peer: 'scikit-learn',
    peerValue: both.peer.inertia,
  }
  return [...figuresOf('W10 k-means, 1 million rows', both, { beside: 'scikit-learn', processor: 1, seconds: 1 }), inertia]
}

const tasks = {
  async kmeans(folder, rows, size) {
    const { x } = readRows(folder, Number(rows))
    return timed(async () => {
      const { inertia, steps } = await kMeans(x, { clusters: 10, seed: 1, starts: 10, crews: crewsOf(Number(size)) }, quietControl)
      return { inertia, steps }
    })
  },
}

if (process.argv[1] === module) {
  const [name, ...args] = process.argv.slice(2)
  process.stdout.write(`${JSON.stringify(await tasks[name](...args))}\n`)
  process.exit()
}
