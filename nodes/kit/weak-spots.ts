import { effectiveRows, meanFigure } from '../../engine/learn/evaluate/measured.ts'
import { rankShares } from '../../engine/learn/evaluate/rank-figures.ts'
import { scorableRows } from '../../engine/learn/evaluate/scorable-rows.ts'
import { findSlices, type FoundSlice } from '../../engine/learn/slices/find-slices.ts'
import { categorySlices, flagSlices, numberSlices, type SliceColumn } from '../../engine/learn/slices/slice-column.ts'
import { wilsonInterval } from '../../engine/learn/statistics/proportion.ts'
import type { Slice } from '../../engine/protocol/artifact.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { toCell } from '../../engine/relation/to-cell.ts'
import type { Column, Role } from '../../engine/relation/types.ts'
import { conditionsPhrase } from './conditions-phrase.ts'
import type { ColumnData, RunContext } from './context.ts'
import type { JudgedModel } from './evaluate-model.ts'

const mostColumns = 60
const atOnce = 12
/** A group has at least so many rows, and at least this share of all. */
const fewestRows = 30
const fewestShare = 0.005
const withheld: readonly (Role | undefined)[] = ['target', 'id', 'weight', 'ignore']

/** For each judged model the groups of rows that it gets wrong more (or by more) than all others beyond chance, in words; see findSlices. */
export async function weakSpots(
  judged: readonly JudgedModel[],
  relation: Relation,
  ctx: RunContext,
): Promise<readonly (readonly Slice[])[]> {
  const targets = new Set(judged.map(({ model }) => model.target.name))
  const looked = relation.columns.filter(
    ({ name, role, type }) => !withheld.includes(role) && !targets.has(name) && !type.startsWith('list'),
  )
  if (looked.length > mostColumns) ctx.log(`weak spots are looked for in the first ${mostColumns} of ${looked.length} columns`)
  const columns: SliceColumn[] = []
  let rows = 0
  for (let from = 0; from < Math.min(mostColumns, looked.length); from += atOnce) {
    const part = looked.slice(from, Math.min(mostColumns, from + atOnce))
    const data = await ctx.load(relation, part)
    rows = data.rows
    const fewest = Math.max(fewestRows, Math.ceil(data.rows * fewestShare))
    columns.push(...part.flatMap((column) => sliceColumn(column, data, fewest) ?? []))
    await ctx.yieldNow()
  }
  const found: Slice[][] = []
  for (const one of judged) found.push(rows === 0 ? [] : await spotsOf(one, columns, ctx))
  return found
}

function sliceColumn({ name, type }: Column, data: ColumnData, fewest: number): SliceColumn | null {
  const category = data.categories.get(name)
  if (category) return categorySlices(name, category, fewest)
  const values = data.numbers.get(name)
  if (!values) throw new Error(`the column ${name} was not loaded`)
  if (type === 'bool') return flagSlices(name, values, fewest)
  if (type === 'date') return numberSlices({ name, values, unit: 1, write: (days) => String(toCell(days, 'date')) }, fewest)
  if (type === 'timestamp')
    return numberSlices({ name, values, unit: 1, write: (at) => String(toCell(BigInt(Math.round(at * 1e6)), 'timestamp')) }, fewest)
  return numberSlices({ name, values, unit: type === 'int' ? 1 : 0, write: (value) => value }, fewest)
}

async function spotsOf({ model, answers }: JudgedModel, columns: readonly SliceColumn[], ctx: RunContext): Promise<Slice[]> {
  const { actual, predicted } = answers
  const share = model.task === 'classification'
  const known = scorableRows(actual, [predicted], answers.weights)
  const errors = known.take(actual.map((value, i) => (share ? Number(value !== predicted[i]) : Math.abs(value - (predicted[i] as number)))))
  const weights = known.weights
  const judgedColumns = columns.map((column) => ({ ...column, codes: takenCodes(column.codes, actual, predicted) }))
  const found = await findSlices(
    {
      columns: judgedColumns,
      kind: share ? 'share' : 'rank',
      tested: share ? errors : placesOf(errors),
      weights,
      efficiency: effectiveRows(weights) / weights.length,
      fewest: Math.max(fewestRows, Math.ceil(errors.length * fewestShare)),
    },
    () => ctx.yieldNow(),
  )
  // What was found is set aside before the next is looked for: a group is held against the rows of no group before it.
  const left = new Uint8Array(errors.length).fill(1)
  return found.map((slice) => {
    for (let i = 0; i < left.length; i++) if (slice.member[i] === 1) left[i] = 0
    return sliceOf(slice, { errors, weights, share, left })
  })
}

function takenCodes(codes: Uint8Array, actual: Float64Array, predicted: Float64Array): Uint8Array {
  return codes.filter((_, i) => Number.isFinite(actual[i]) && Number.isFinite(predicted[i]))
}

/** The place of each value among all, from 0 for the smallest to 1; equal ones share theirs. */
function placesOf(values: Float64Array): Float64Array {
  return rankShares(values, new Float64Array(values.length).fill(1)).map((above) => 1 - above / values.length)
}

interface Errors {
  readonly errors: Float64Array
  readonly weights: Float64Array
  readonly share: boolean
  /** 1 where a row is neither in the group nor in one before it. */
  readonly left: Uint8Array
}

function sliceOf({ conditions, member, pValue }: FoundSlice, { errors, weights, share, left }: Errors): Slice {
  const side = (rows: Uint8Array) => {
    const own = weights.filter((_, i) => rows[i] === 1)
    const mean = meanFigure(
      'error',
      errors.filter((_, i) => rows[i] === 1),
      own,
    )
    const interval = share && mean.value !== null ? wilsonInterval(mean.value, effectiveRows(own)) : mean.interval
    return { value: mean.value, interval: interval && ([interval[0], interval[1]] satisfies [number, number]) }
  }
  const phrase = (write: (value: string | number) => string | number) =>
    conditionsPhrase({ all: conditions.map(({ value, ...rest }) => ({ ...rest, ...(value !== undefined && { value: write(value) }) })) })
  return {
    name: {
      en: phrase((value) => value)?.en ?? '',
      fr: phrase((value) => (typeof value === 'number' ? String(value).replace('.', ',') : value))?.fr ?? '',
    },
    conditions: conditions.map((condition) => ({ ...condition })),
    rows: member.reduce((sum, one) => sum + one, 0),
    error: side(member),
    rest: side(left),
    pValue,
  }
}
