import { badModel, isRecord } from '../read-model-json.ts'

/** What was seen on the way through the strengths of a penalty. */
export interface PathRecord {
  /** From the strongest on. */
  readonly strengths: readonly number[]
  /** Those whose coefficients are the largest at the chosen strength, at most `shownLines`. */
  readonly names: readonly string[]
  /** By strength, then by name: the answer's change for one standard deviation of the column. */
  readonly coefficients: readonly (readonly number[])[]
  /** By strength: coefficients that are not 0. */
  readonly used: readonly number[]
  /** Over the folds: mean error on rows kept apart, and its standard error. */
  readonly error: readonly number[]
  readonly spread: readonly number[]
  readonly measure: 'mean-square' | 'log-loss'
  readonly chosen: number
}

const shownLines = 12

/** Keeps of a path what is shown. `coefficients`: by strength, one for each of `names`. */
export function recordPath(
  path: Omit<PathRecord, 'names' | 'coefficients' | 'used'> & {
    readonly names: readonly string[]
    readonly coefficients: readonly (readonly number[] | Float64Array)[]
  },
): PathRecord {
  const { names, coefficients, chosen } = path
  const largest = (j: number) => Math.max(Math.abs(coefficients[chosen]![j]!), 1e-6 * Math.abs(coefficients.at(-1)![j]!))
  const shown = names
    .map((_, j) => j)
    .toSorted((a, b) => largest(b) - largest(a) || a - b)
    .slice(0, shownLines)
  return {
    ...path,
    strengths: path.strengths.map(shortened),
    error: path.error.map(shortened),
    spread: path.spread.map(shortened),
    names: shown.map((j) => names[j]!),
    coefficients: coefficients.map((row) => shown.map((j) => shortened(row[j]!))),
    used: coefficients.map((row) => Array.from(row).filter((value) => value !== 0).length),
  }
}

/** The path of a model's JSON; null for none. Throws LearnProblem `bad-model`. */
export function readPath(json: unknown): PathRecord | null {
  if (json === null || json === undefined) return null
  if (!isRecord(json)) throw badModel('path')
  const { strengths, names, coefficients, used, error, spread, measure, chosen } = json
  const areNumbers = (list: unknown, length: number): list is number[] =>
    Array.isArray(list) && list.length === length && list.every((item) => typeof item === 'number' && Number.isFinite(item))
  if (!Array.isArray(strengths) || !areNumbers(strengths, strengths.length)) throw badModel('path')
  const steps = strengths.length
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) throw badModel('path')
  if (!Array.isArray(coefficients) || coefficients.length !== steps) throw badModel('path')
  if (!coefficients.every((row) => areNumbers(row, names.length))) throw badModel('path')
  if (!areNumbers(used, steps) || !areNumbers(error, steps) || !areNumbers(spread, steps)) throw badModel('path')
  if (measure !== 'mean-square' && measure !== 'log-loss') throw badModel('path')
  if (typeof chosen !== 'number' || !(chosen in strengths)) throw badModel('path')
  return { strengths, names, coefficients, used, error, spread, measure, chosen }
}

function shortened(value: number): number {
  return Number(value.toPrecision(6))
}
