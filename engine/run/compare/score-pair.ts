import type { NetworkTrainer } from '../../../nodes/kit/context.ts'
import { applyModel, type AppliedModel } from '../../../nodes/kit/apply-model.ts'
import { openDatabase, type Database } from '../../adapters/duckdb/database.ts'
import { pairFigures } from '../../learn/pair/pair-figures.ts'
import type { Model } from '../../learn/model.ts'
import { createScorer, hashKeysOf } from '../../learn/score-model.ts'
import type { PairReport } from '../../protocol/experiment-comparison.ts'
import { quoteText } from '../../relation/print/duckdb-quote.ts'
import { readValue, type JsonValue } from '../../relation/read-value.ts'
import type { Relation } from '../../relation/relation.ts'
import { toCell } from '../../relation/to-cell.ts'
import { accountHashKey } from '../../store/hash-keys.ts'
import { runContext } from '../run-context.ts'
import type { RunNodeTask } from '../worker-messages.ts'
import { pairCurves } from './pair-curves.ts'
import { pairDecisions, scoreGrid, swingRows } from './pair-rows.ts'

/** Judges two models on the rows of one table; gives a ScoredPair. */
export interface ScorePairTask extends Pick<RunNodeTask, 'backends' | 'backendPlaces' | 'tempFolder' | 'memoryLimitBytes' | 'threads'> {
  readonly kind: 'score-pair'
  readonly models: readonly [Model, Model]
  /** The rows as they lie in one Parquet file, with all marks that they have passed. */
  readonly rows: Relation
  readonly path: string
  readonly seed: number
}

export type ScoredPair = Omit<PairReport, 'verdict' | 'worse' | 'judgedOn' | 'figures'> & {
  readonly figures: readonly Omit<PairReport['figures'][number], 'baseline'>[]
}

/** So many row draws of the bootstrap are affordable; at least this many resamples are made. */
const mostDraws = 2e8
const shownSwings = 40

/** Runs in a worker: to stop it, its process is ended. Throws NodeProblem when the rows lack what a model needs. */
export async function scorePair(task: ScorePairTask, network: NetworkTrainer): Promise<ScoredPair> {
  const { tempFolder, memoryLimitBytes, threads, models } = task
  const db = await openDatabase({ memoryLimitBytes, threads, tempDirectory: tempFolder, hashKey: accountHashKey })
  try {
    const quiet = { say: () => undefined, keep: () => undefined, enough: () => false, atEnd: () => undefined }
    const context = runContext(asNode(task), db, network, quiet)
    const own = { columns: [], asCategories: [] }
    const [a, b] = [await applyModel(models[0], 'table', context, own), await applyModel(models[1], 'table', context, own)]
    return await report(task, [a, b], db)
  } finally {
    db.close()
  }
}

function asNode({ rows, seed, ...task }: ScorePairTask): RunNodeTask {
  return {
    ...task,
    kind: 'run-node',
    type: '',
    params: {},
    node: '',
    title: '',
    fingerprint: '',
    seed,
    tables: { table: [{ physical: rows, logical: rows, stored: {} }] },
    artifacts: {},
    outputFolder: task.tempFolder,
    exports: {},
    requests: {},
    crew: { size: 1, entry: '' },
    scriptEntry: '',
  }
}

async function report(task: ScorePairTask, [a, b]: readonly [AppliedModel, AppliedModel], db: Database): Promise<ScoredPair> {
  const { models, seed } = task
  const [first, second] = models
  const actual = a.actual ?? new Float64Array()
  // Classes of B in the order of A; rows where B answers a class that A does not know are left out.
  const places = second.classes.map((name) => first.classes.indexOf(name))
  const predictedB = first.task === 'regression' ? b.predicted : b.predicted.map((place) => places[place] ?? Number.NaN)
  const probabilitiesB =
    b.probabilities && first.classes.map((name) => b.probabilities?.[second.classes.indexOf(name)] ?? new Float64Array(b.rows))
  const isSaid = (value: number | undefined) => value !== undefined && !Number.isNaN(value) && (first.task === 'regression' || value >= 0)
  const known = Uint32Array.from(actual.keys()).filter((row) => isSaid(actual[row]) && isSaid(a.predicted[row]) && isSaid(predictedB[row]))
  const take = (values: Float64Array) => Float64Array.from(known, (row) => values[row] as number)
  const positive = first.positive !== undefined && first.positive === second.positive ? first.classes.indexOf(first.positive) : null
  const input = {
    task: first.task,
    classes: first.classes,
    positive,
    actual: take(actual),
    a: { predicted: take(a.predicted), probabilities: a.probabilities?.map(take) ?? null },
    b: { predicted: take(predictedB), probabilities: probabilitiesB?.map(take) ?? null },
    seed,
    resamples: Math.min(1000, Math.max(100, Math.floor(mostDraws / Math.max(1, known.length)))),
  }
  const figures = known.length === 0 ? [] : pairFigures(input)
  const thresholds = positive === null ? null : ([first.threshold ?? 0.5, second.threshold ?? 0.5] as const)
  const curves = pairCurves(input, thresholds)
  const swung = swingRows(input, shownSwings)
  const cells = await cellsOf(
    db,
    task,
    [...swung.swings, ...swung.flips.flatMap(({ rows }) => rows)].map(({ at }) => known[at] as number),
  )
  const tell = ({ at, a: one, b: other }: { at: number; a: number; b: number }) => {
    const row = known[at] as number
    const said = actual[row] as number
    return {
      row,
      a: one,
      b: other,
      actual: first.task === 'regression' ? said : (first.classes[said] ?? null),
      cells: cells.get(row) ?? [],
    }
  }
  return {
    rows: known.length,
    task: first.task,
    target: first.target.name,
    positive: positive === null ? null : (first.positive ?? null),
    classes: [...first.classes],
    yesNo: first.target.type === 'bool',
    thresholds: thresholds && [...thresholds],
    resamples: input.resamples,
    figures: figures.map(({ intervalA, intervalB, interval, ...rest }) => ({
      ...rest,
      intervalA: intervalA && [...intervalA],
      intervalB: intervalB && [...intervalB],
      interval: interval && [...interval],
    })),
    roc: curves.roc,
    precisionRecall: curves.precisionRecall,
    base: curves.base,
    scores: scoreGrid(input),
    decisions: pairDecisions(input),
    columns: task.rows.columns.map((column) => ({ ...column })),
    swings: swung.swings.map(tell),
    flips: swung.flips.map(({ a: from, b: to, rows }) => ({
      a: first.classes[from] ?? '',
      b: first.classes[to] ?? '',
      rows: rows.map(tell),
    })),
    answerMs: [await answerTime(first), await answerTime(second)],
  }
}

async function cellsOf(db: Database, { path, rows }: ScorePairTask, wanted: readonly number[]) {
  const unique = [...new Set(wanted)]
  if (unique.length === 0) return new Map<number, ReturnType<typeof toCell>[]>()
  const cells = rows.columns.map((_, i) => `, c${i}`).join('')
  const read = await db.rows(
    `SELECT file_row_number${cells} FROM read_parquet(${quoteText(path)}, file_row_number = true) WHERE file_row_number IN (${unique.join(', ')})`,
  )
  return new Map(read.map(([at, ...values]) => [Number(at), rows.columns.map((column, i) => toCell(values[i] ?? null, column.type))]))
}

const timed = 400

/** Milliseconds of one row at the 95th percentile, row by row as an endpoint answers; null for a model without rows to try. */
async function answerTime(model: Model): Promise<number | null> {
  const keys = new Map(await Promise.all(hashKeysOf(model).map(async (name) => [name, await accountHashKey(name)] as const)))
  const scorer = createScorer(model, keys)
  const rows = model.golden.map(({ input }) =>
    scorer.columns.map(({ type }, i) => readValue((input[i] ?? null) as JsonValue, type) ?? null),
  )
  if (rows.length === 0) return null
  const taken: number[] = []
  for (let i = 0; i < 2 * timed; i++) {
    const started = performance.now()
    scorer.score(rows[i % rows.length] ?? [])
    // The first half is warming up.
    if (i >= timed) taken.push(performance.now() - started)
  }
  return taken.toSorted((one, other) => one - other)[Math.floor(timed * 0.95)] ?? null
}
