// Boosting beside LightGBM on many draws of synth-H. One pair of models differs by ±.003 of AUC whatever their code does, since a hair's breadth decides which
// split comes first, so a difference of .001 takes a hundred pairs to see. `--only draws`, or with other sizes: `--only draws/100000`.
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { boostedTreesClassifier } from '../../engine/learn/boosted-trees.ts'
import { quietControl } from '../../engine/learn/estimator.ts'
import { crewsOf, peerStart, readRows } from '../learners.mjs'
import { timePeer } from '../peers.mjs'
import { writeSynthH } from '../synthetic.mjs'

const module = fileURLToPath(import.meta.url)
const cores = availableParallelism()
const draws = 100
const judges = 60_000
/** Draws that lie on the disk together. */
const batch = 10

const script = `
import lightgbm as lgb
from sklearn.metrics import roc_auc_score
def table(of):
    y = np.fromfile(folder + '/' + of + '/y.bin')
    return np.fromfile(folder + '/' + of + '/x.bin').reshape(-1, len(y)).T.copy(), y
judged, actual = table('judges')
params = dict(objective='binary', num_leaves=31, learning_rate=.1, verbose=-1, num_threads=int(sys.argv[3]))
scores = {'ours': [], 'peer': []}
for draw in range(int(sys.argv[2])):
    model = lgb.train(params, lgb.Dataset(*table(str(draw))), 100)
    scores['peer'].append(roc_auc_score(actual, model.predict(judged)))
    scores['ours'].append(roc_auc_score(actual, np.fromfile(folder + '/ours-' + str(draw) + '.bin')))
timed(lambda: scores)
`

/** Figures as { name, value, goal, unit, peer, peerValue }: how much worse the mean AUC is. */
export async function measure({ folder, python, within }) {
  const sizes = within.length > 0 ? within.map(Number) : [20_000]
  if (sizes.some((rows) => !Number.isInteger(rows) || rows < 1000)) throw new Error('bench: draws of how many rows? draws/100000')
  const figures = []
  for (const rows of sizes) figures.push(await figureOf(rows, { folder, python }))
  return figures
}

async function figureOf(rows, { folder, python }) {
  const judging = join(folder, 'judges')
  const worse = []
  const peers = []
  mkdirSync(judging, { recursive: true })
  for (let first = 0; first < draws; first += batch) {
    // Others judge each batch, so that what is peculiar to them is not taken for a difference.
    writeSynthH(judging, judges, 1_000_000 + first)
    for (let draw = 0; draw < batch; draw++) {
      mkdirSync(join(folder, String(draw)), { recursive: true })
      writeSynthH(join(folder, String(draw)), rows, 1000 + first + draw)
    }
    await promisify(execFile)(process.execPath, ['--no-liftoff', module, folder, String(rows), String(batch), String(cores)])
    const { ours, peer } = await timePeer(python, peerStart + script, [folder, String(batch), String(cores)])
    worse.push(...peer.map((auc, draw) => auc - ours[draw]))
    peers.push(...peer)
  }
  const error = Math.sqrt(worse.reduce((sum, one) => sum + (one - mean(worse)) ** 2, 0) / (draws - 1) / draws)
  return {
    name: `boosting, ${draws} draws of ${rows} rows of synth-H: AUC, worse by (standard error ${error.toFixed(4)})`,
    value: mean(worse),
    goal: 0.001,
    unit: 'score',
    peer: 'LightGBM',
    peerValue: mean(peers),
  }
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length

if (process.argv[1] === module) {
  const [folder, rows, count, size] = process.argv.slice(2)
  const { x: judged } = readRows(join(folder, 'judges'), judges)
  const crews = crewsOf(Number(size))
  for (let draw = 0; draw < Number(count); draw++) {
    const { x, y } = readRows(join(folder, String(draw)), Number(rows))
    const model = await boostedTreesClassifier.fit(x, y, { seed: draw, classes: ['0', '1'], crews }, quietControl)
    const [, answers] = model.predictProba(judged)
    writeFileSync(join(folder, `ours-${draw}.bin`), new Uint8Array(answers.buffer, answers.byteOffset, answers.byteLength))
  }
  process.exit()
}
