// What starting and keeping worker processes costs: an example, a cross-validation, a tuning, and what an engine holds when nothing goes on. Linux only.
// The rows are those of bank-marketing.csv in the folder that MILLRACE_DATA names, or in ../shared/data; without it only the example is measured.
// By the clock, and in processor time of all processes, which other programs on the machine change little.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { documentOf, timed, untilEnded, withStudio } from './studio.mjs'

const data = process.env.MILLRACE_DATA ?? resolve(import.meta.dirname, '../../shared/data')
const example = resolve(import.meta.dirname, '../assets/examples/honest-first-model.millrace')
/** Ticks a second of /proc/PID/stat. */
const ticks = 100

/** Figures as { name, value, goal, unit }. */
export async function measure() {
  const file = join(data, 'bank-marketing.csv')
  const isThere = existsSync(file)
  if (!isThere) process.stderr.write(`no bank-marketing.csv in ${data}: only the example is measured\n`)
  const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'))
  if (isThere) cpSync(file, join(folder, 'bank.csv'))
  try {
    return await withStudio(folder, async (ask) => {
      const { path } = await ask('POST', '/api/pipelines', { name: 'studies' })
      const document = JSON.parse(readFileSync(example, 'utf8'))
      const folds = studied(['train.logistic-regression', { target: 'y' }], ['evaluate.cross-validate', { folds: 10 }])
      const trials = studied(['train.decision-tree', { target: 'y' }], ['train.tune', { trials: 6, folds: 3, seeds: false }])
      const figures = [memory(ask, 'memory of an engine and its workers just started')]
      figures.push(...(await run(ask, 'an example, first run of an engine', { path, document, goals: [2, 2.5] })))
      figures.push(...(await run(ask, 'an example, later', { path, document, goals: [0.5, 0.6] })))
      if (isThere) {
        figures.push(...(await run(ask, '10 folds of logistic regression', { path, document: folds, goals: [6, 10] })))
        figures.push(...(await run(ask, '6 trials of a tree by 3 folds', { path, document: trials, goals: [20, 22] })))
      }
      figures.push(memory(ask, 'memory right after the runs'))
      await new Promise((done) => setTimeout(done, 40_000))
      return [...figures, memory(ask, 'memory 40 s later')]
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const studied = (learn, study) =>
  documentOf({ file: ['source.file', { path: 'bank.csv' }], learn, study }, ['file.table > learn.table', 'learn.model > study.models'])

let seed = 0

/** A run in which everything is done anew. */
async function run(ask, name, { path, document, goals }) {
  const before = treeOf(ask.pid).ticks
  const ms = await timed(async () => {
    const anew = { ...document, seed: ++seed }
    const { runId } = await ask('POST', '/api/runs', { path, document: anew, targets: [], from: Object.keys(anew.nodes) })
    const { outcome } = await untilEnded(ask, runId)
    if (outcome !== 'done') throw new Error(`the run ended ${outcome}`)
  })
  return [
    { name, value: ms / 1000, goal: goals[0], unit: 's' },
    { name: `${name}, processor time`, value: (treeOf(ask.pid).ticks - before) / ticks, goal: goals[1], unit: 's' },
  ]
}

const memory = (ask, name) => ({ name, value: treeOf(ask.pid).mebibytes, goal: 1024, unit: 'MiB' })

/** What a process and all that it started hold, and the ticks of the processor that they took, those that have ended among them. */
function treeOf(pid) {
  const [user = 0, system = 0, ended = 0, endedSystem = 0] = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .split(') ')[1]
    .split(' ')
    .slice(11, 15)
    .map(Number)
  const own = {
    ticks: user + system + ended + endedSystem,
    mebibytes: Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) / 256,
  }
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
  )
  return children.map(treeOf).reduce((sum, child) => ({ ticks: sum.ticks + child.ticks, mebibytes: sum.mebibytes + child.mebibytes }), own)
}
