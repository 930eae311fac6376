// How good every learner is beside scikit-learn and LightGBM: public tables and generators, the same splits and matrices, five seeds. `--only scores`, or a
// part of it: `--only scores/boosting`, `--only scores/synth-H/forest/extra-trees`.
import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { learners } from '../scores/learners.mjs'
import { readTable, tableNames, writeTable } from '../scores/tables.mjs'

const seeds = 5
/** The 95 % point of Student's t on one side, four degrees of freedom: how many errors of the mean difference are chance. */
const chance = 2.132
const run = promisify(execFile)

/**
 * Figures as { name, value, goal, unit, peer, peerValue, scores }: how far the mean over the seeds is worse than the peer's, by AUC and log loss, or by R² and
 * the mean absolute error (losses as a share of the peer's). Trees may be .001 worse, others as much as chance explains, with 1e-4 for what ends a fit.
 */
export async function measure({ folder, python, within }) {
  const [ids, tables] = [Object.keys(learners), tableNames].map((all) => {
    const named = all.filter((name) => within.includes(name))
    return named.length > 0 ? named : all
  })
  const unknown = within.find((name) => !(name in learners) && !tableNames.includes(name))
  if (unknown !== undefined) throw new Error(`bench: ${unknown} is none of ${[...Object.keys(learners), ...tableNames].join(', ')}`)
  const figures = []
  for (const table of tables) {
    const own = join(folder, table)
    mkdirSync(own)
    if (!(await writeTable(table, own, { python, seeds }))) {
      process.stderr.write(`${table} is left out: its file is not here\n`)
      continue
    }
    const { number } = readTable(own)
    const task = number ? 'regression' : 'classification'
    const names = ids.filter((name) => (learners[name].task ?? task) === task)
    const results = await scoresOf(own, names, python)
    for (const name of names) figures.push(...figuresFor({ table, learner: learners[name], ...results[name] }))
  }
  return figures
}

async function scoresOf(folder, names, python) {
  if (names.length === 0) return {}
  const threads = String(availableParallelism())
  const here = join(import.meta.dirname, '../scores')
  await run(process.execPath, ['--no-liftoff', join(here, 'answer.mjs'), folder, names.join(','), String(seeds), threads])
  const asked = names.map((id) => {
    const { matrix, peerMatrix = matrix, most, scalesTarget } = learners[id]
    return { id, matrix: peerMatrix, most, scalesTarget }
  })
  return JSON.parse((await run(python, [join(here, 'peers.py'), folder, JSON.stringify(asked), String(seeds), threads])).stdout)
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length
const deviation = (values) => Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1))

function figuresFor({ table, learner, ours, peer }) {
  const by = (seedScores) =>
    Object.fromEntries(Object.keys(seedScores[0]).map((measure) => [measure, seedScores.map((one) => one[measure])]))
  const scores = { ours: by(ours), peer: by(peer) }
  const measures = 'AUC' in scores.ours ? ['AUC', 'log loss'] : ['R²', 'MAE']
  return measures.map((measure, at) => {
    const isLoss = at === 1
    const [own, theirs] = [scores.ours[measure], scores.peer[measure]]
    const unit = isLoss ? mean(theirs) : 1
    const worse = own.map((value, seed) => ((isLoss ? 1 : -1) * (value - theirs[seed])) / unit)
    const error = deviation(worse) / Math.sqrt(seeds)
    const digits = mean(theirs) > 10 ? 2 : 4
    return {
      name: `${learner.title}, ${table}: ${measure} ${mean(own).toFixed(digits)} ± ${deviation(own).toFixed(digits)}, worse by`,
      value: mean(worse),
      goal: Math.max(learner.isTree && !isLoss ? 0.001 : 0.0001, learner.isTree && !isLoss ? 0 : chance * error),
      unit: 'score',
      peer: learner.peer ?? 'scikit-learn',
      peerValue: mean(theirs),
      scores: { table, learner: learner.title, measure, error, ours: own, peer: theirs, all: scores },
    }
  })
}
