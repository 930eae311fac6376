// How good boosting and forests are beside LightGBM and scikit-learn: public tables and synth-H, the same splits, mean of five seeds. Public tables are
// looked for in the folder that MILLRACE_DATA names, or in ../shared/data.
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { boostedTreesClassifier, boostedTreesRegressor } from '../../engine/learn/boosted-trees.ts'
import { quietControl } from '../../engine/learn/estimator.ts'
import { forestClassifier, forestRegressor } from '../../engine/learn/forest/random-forest.ts'
import { takeRows, takeValues } from '../../engine/learn/matrix.ts'
import { randomFrom, shuffledIndices } from '../../engine/learn/random.ts'
import { crewsOf } from '../learners.mjs'
import { writeSynthH } from '../synthetic.mjs'

const module = fileURLToPath(import.meta.url)
const data = process.env.MILLRACE_DATA ?? resolve(import.meta.dirname, '../../../shared/data')
const seeds = 5

/** Columns to learn from, the target, and what is asked of it. */
const tables = {
  'bank-marketing': {
    separator: ';',
    columns: 'age job marital education default balance housing loan contact day month duration campaign pdays previous poutcome',
    target: 'y',
    yes: 'yes',
  },
  'compas-two-years': {
    separator: ',',
    columns: 'sex age race juv_fel_count juv_misd_count juv_other_count priors_count c_charge_degree',
    target: 'two_year_recid',
    yes: '1',
  },
  'bike-hourly': {
    separator: ',',
    columns: 'season yr mnth hr holiday weekday workingday weathersit temp atemp hum windspeed',
    target: 'cnt',
    yes: null,
  },
}

/** Texts become places in their sorted levels; writes columns, target, levels and a shuffled order for each seed. */
const prepare = `
import csv, json, sys
import numpy as np
path, spec, folder, seeds = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3], int(sys.argv[4])
rows = list(csv.reader(open(path, newline=''), delimiter=spec['separator']))
head, rows = rows[0], rows[1:]
columns, levels = [], []
for name in spec['columns'].split():
    texts = [row[head.index(name)] for row in rows]
    try:
        columns.append(np.array([float(t) if t != '' else np.nan for t in texts])); levels.append(0)
    except ValueError:
        known = sorted(set(texts) - {''})
        columns.append(np.array([float(known.index(t)) if t != '' else np.nan for t in texts])); levels.append(len(known))
target = [row[head.index(spec['target'])] for row in rows]
y = np.array([float(t == spec['yes']) if spec['yes'] is not None else float(t) for t in target])
np.concatenate(columns).tofile(folder + '/x.bin'); y.tofile(folder + '/y.bin')
json.dump({'levels': levels, 'number': spec['yes'] is None}, open(folder + '/table.json', 'w'))
`

/** Scores of a learner for each seed: two thirds of the shuffled rows are learned from. */
const peer = `
import json, sys
import numpy as np
folder, learner, seeds, threads = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
table = json.load(open(folder + '/table.json'))
y = np.fromfile(folder + '/y.bin'); x = np.fromfile(folder + '/x.bin').reshape(-1, len(y)).T.copy()
from sklearn.metrics import roc_auc_score, r2_score
scores = []
for seed in range(seeds):
    order = np.fromfile(folder + f'/order-{seed}.bin', dtype=np.int32); cut = len(order) * 2 // 3
    train, test = np.sort(order[:cut]), np.sort(order[cut:])
    if learner == 'boost':
        import lightgbm as lgb
        params = dict(objective='regression' if table['number'] else 'binary', num_leaves=31, learning_rate=.1, verbose=-1, num_threads=threads, seed=seed)
        categories = [at for at, count in enumerate(table['levels']) if count > 0]
        made = lgb.train(params, lgb.Dataset(x[train], y[train], categorical_feature=categories), 100).predict(x[test])
    else:
        from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
        wide = np.column_stack([x[:, at] == level if count > 0 else x[:, at] for at, count in enumerate(table['levels']) for level in range(max(1, count))])
        kind = RandomForestRegressor if table['number'] else RandomForestClassifier
        model = kind(100, random_state=seed, n_jobs=threads, max_features=1 / 3 if table['number'] else 'sqrt').fit(wide[train], y[train])
        made = model.predict(wide[test]) if table['number'] else model.predict_proba(wide[test])[:, 1]
    scores.append(r2_score(y[test], made) if table['number'] else roc_auc_score(y[test], made))
print(json.dumps(scores))
`

const run = promisify(execFile)
const answer = async (program, args) => JSON.parse((await run(program, args, { maxBuffer: 1 << 24 })).stdout)
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length

/** Figures as { name, value, goal, unit, peer, peerValue }: how far the mean score lies below the peer's. */
export async function measure({ folder, python }) {
  const figures = []
  for (const name of [...Object.keys(tables), 'synth-H']) {
    const own = join(folder, name)
    mkdirSync(own)
    if (name === 'synth-H') writeGenerated(own)
    else {
      const file = join(data, `${name}.csv`)
      if (!existsSync(file)) {
        process.stderr.write(`${name} is left out: ${file} is not here\n`)
        continue
      }
      await run(python, ['-c', prepare, file, JSON.stringify(tables[name]), own, String(seeds)])
    }
    writeOrders(own)
    const { number } = JSON.parse(readFileSync(join(own, 'table.json'), 'utf8'))
    for (const [learner, beside, goal] of [
      ['boost', 'LightGBM', 0.001],
      ['forest', 'scikit-learn', 0.002],
    ]) {
      const ours = mean(await answer(process.execPath, ['--no-liftoff', module, own, learner, String(availableParallelism())]))
      const theirs = mean(await answer(python, ['-c', peer, own, learner, String(seeds), String(availableParallelism())]))
      const what = `${learner === 'boost' ? 'Boosting' : 'Forest'} on ${name}, ${number ? 'R²' : 'AUC'} ${ours.toFixed(4)}, below`
      figures.push({ name: what, value: theirs - ours, goal, unit: 'score', peer: beside, peerValue: theirs })
    }
  }
  return figures
}

function writeGenerated(folder) {
  const { features } = writeSynthH(folder, 60_000)
  writeFileSync(join(folder, 'table.json'), JSON.stringify({ levels: new Array(features).fill(0), number: false }))
}

function writeOrders(folder) {
  const rows = statSync(join(folder, 'y.bin')).size / 8
  for (let seed = 0; seed < seeds; seed++)
    writeFileSync(join(folder, `order-${seed}.bin`), new Uint8Array(shuffledIndices(rows, randomFrom(seed)).buffer))
}

const numbersOf = (path, Kind = Float64Array) => {
  const bytes = readFileSync(path)
  return new Kind(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}

/** A column of yes and no for each level, as scikit-learn's forest gets them. */
function widened({ rows, columns, names, levels }) {
  const wide = columns.flatMap((column, at) =>
    levels[at] === 0 ? [column] : Array.from({ length: levels[at] }, (_, level) => column.map((value) => (value === level ? 1 : 0))),
  )
  return { rows, columns: wide, names: names.length === wide.length ? names : wide.map((_, at) => `x${at}`) }
}

async function scoresOf(folder, learner, threads) {
  const { levels, number } = JSON.parse(readFileSync(join(folder, 'table.json'), 'utf8'))
  const y = numbersOf(join(folder, 'y.bin'))
  const cells = numbersOf(join(folder, 'x.bin'))
  const columns = levels.map((_, at) => cells.subarray(at * y.length, (at + 1) * y.length))
  const coded = { rows: y.length, columns, names: columns.map((_, at) => `x${at}`), levels }
  const x = learner === 'forest' ? widened(coded) : coded
  const estimator =
    learner === 'forest' ? (number ? forestRegressor : forestClassifier) : number ? boostedTreesRegressor : boostedTreesClassifier
  const scores = []
  for (let seed = 0; seed < seeds; seed++) {
    const order = numbersOf(join(folder, `order-${seed}.bin`), Int32Array)
    const cut = Math.floor((order.length * 2) / 3)
    const [train, test] = [order.slice(0, cut).sort(), order.slice(cut).sort()]
    const more = learner === 'forest' && number ? { tries: 1 / 3 } : {}
    const options = { seed, crews: crewsOf(threads), ...(!number && { classes: ['0', '1'] }), ...more }
    const model = await estimator.fit(takeRows(x, train), takeValues(y, train), options, quietControl)
    const asked = takeRows(x, test)
    const actual = takeValues(y, test)
    scores.push(number ? r2(actual, model.predict(asked)) : auc(actual, model.predictProba(asked)[1]))
  }
  return scores
}

function auc(actual, scores) {
  const order = Int32Array.from(scores.keys()).sort((a, b) => scores[a] - scores[b])
  let [below, area, yes] = [0, 0, 0]
  for (let at = 0; at < order.length;) {
    let [no, own] = [0, 0]
    const score = scores[order[at]]
    for (; at < order.length && scores[order[at]] === score; at++)
      if (actual[order[at]] === 1) own++
      else no++
    area += own * (below + no / 2)
    below += no
    yes += own
  }
  return area / (below * yes)
}

function r2(actual, found) {
  const middle = mean(actual)
  return 1 - mean(actual.map((value, row) => (value - found[row]) ** 2)) / mean(actual.map((value) => (value - middle) ** 2))
}

if (process.argv[1] === module) {
  const [folder, learner, threads] = process.argv.slice(2)
  process.stdout.write(`${JSON.stringify(await scoresOf(folder, learner, Number(threads)))}\n`)
  process.exit()
}
