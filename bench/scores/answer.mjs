// Started by learn/scores.mjs: learns with each named learner for each seed and writes what it answers, `ours-LEARNER-SEED.bin`, for the rows kept apart.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { takeRows, takeValues } from '../../engine/learn/matrix.ts'
import { crewsOf } from '../learners.mjs'
import { learners } from './learners.mjs'
import { readSplit, readTable, readWide } from './tables.mjs'

const [folder, names, seeds, threads] = process.argv.slice(2)
const { x: coded, y, number } = readTable(folder)
const wide = readWide(folder)
const crews = crewsOf(Number(threads))

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length

/** The matrix that a learner gets, over all rows. */
function matrixFor({ matrix }, { means, deviations }) {
  if (matrix === 'coded') return coded
  if (matrix === 'wide') return wide
  return { ...wide, columns: wide.columns.map((column, at) => column.map((value) => (value - means[at]) / deviations[at])) }
}

async function answersOf(learner, seed) {
  const split = readSplit(folder, seed)
  const train = split.train.slice(0, learner.most).sort()
  const x = matrixFor(learner, split)
  const own = takeValues(y, train)
  const centre = number && learner.scalesTarget ? mean(own) : 0
  const spread = number && learner.scalesTarget ? Math.sqrt(mean(own.map((value) => (value - centre) ** 2))) : 1
  const given = {
    x: takeRows(x, train),
    y: own.map((value) => (value - centre) / spread),
    task: number ? 'regression' : 'classification',
    options: { seed, crews, ...(!number && { classes: ['0', '1'] }) },
    levels: coded.levels,
  }
  const fitted = await learner.fit(given)
  const { model, times } = 'times' in fitted ? fitted : { model: fitted, times: 1 }
  const part = takeRows(x, split.test)
  const asked = { ...part, columns: Array.from({ length: times }, () => part.columns).flat(), names: model.features }
  return number ? model.predict(asked, crews).map((value) => value * spread + centre) : model.predictProba(asked, crews)[1]
}

for (const name of names.split(','))
  for (let seed = 0; seed < Number(seeds); seed++) {
    const answers = await answersOf(learners[name], seed)
    writeFileSync(join(folder, `ours-${name}-${seed}.bin`), new Uint8Array(answers.buffer, answers.byteOffset, answers.byteLength))
  }
process.exit()
