import type { LearntRow, NearestValues } from '../../engine/relation/learnt/learnt-rows.ts'
import { extend } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { isNumeric, type Column, type DataType, type LiteralValue, type Value } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import type { ColumnsRule } from '../kit/columns-rule.ts'
import type { FitContext } from '../kit/context.ts'
import { learnRow } from '../kit/learn-row.ts'
import type { Result } from '../kit/result-place.ts'
import { byCount, drawnRows, known, knownNumber, levelInputs, nothingToLearn, type Filled } from './impute-columns.ts'
import { inputNumber, type TreeInput } from './tree-as-expression.ts'

/** A coordinate of the rows: a number brought to the common scale, or 1 where a text is `level`. */
interface Coordinate extends TreeInput {
  readonly centre: number
  readonly scale: number
}

/** The kept rows, and how to ask them. */
export interface NearestState extends Omit<NearestValues, 'kind' | 'answers'> {
  readonly coordinates: readonly Coordinate[]
  readonly filled: readonly {
    readonly name: string
    readonly type: DataType
    readonly values: LearntRow
    /** Of texts and yes/no: what the values 1, 2, ... stand for. */
    readonly levels: readonly string[]
    /** Where no kept row can be compared: the mean, or the most frequent value. */
    readonly otherwise: LiteralValue
  }[]
}

export interface NearestSettings {
  readonly columns: ColumnsRule
  readonly neighbours: number
  readonly weights: 'equal' | 'distance'
  readonly kept: number
  readonly scale: boolean
  readonly seed: number
}

/** Keeps rows drawn by the seed, on one scale; means and deviations come from all rows. Throws NodeProblem `nothing-to-learn`. */
export async function learnNearest(
  { columns, from }: Filled,
  settings: NearestSettings,
  source: { readonly input: Relation; readonly ctx: FitContext },
): Promise<NearestState> {
  const figures = await figuresOf([...new Set([...columns, ...from])], source)
  const drawn = await drawnRows([...columns, ...from], { ...source, seed: settings.seed, most: settings.kept })
  const widest = from.reduce((most, column) => Math.max(most, figures.get(column)?.deviation ?? 0), 0) || 1
  const parts = from.map((column) => {
    const values = drawn.valuesOf(column)
    const { mean = 0, deviation = 0 } = figures.get(column) ?? {}
    const unit = settings.scale ? (column.type === 'text' ? 1 : deviation || 1) : widest
    const inputs: readonly TreeInput[] =
      column.type === 'text' ? levelInputs(column.name, values) : [{ column: column.name, type: column.type }]
    const coordinates = inputs.map((input): Coordinate => ({ ...input, centre: input.level === undefined ? mean : 0, scale: unit }))
    return { coordinates, values }
  })
  const numbers = parts.flatMap(({ coordinates, values }) =>
    coordinates.map((one) => values.map((value) => (value === null ? null : (inputNumber(one, value) - one.centre) / one.scale))),
  )
  return {
    coordinates: parts.flatMap(({ coordinates }) => coordinates),
    counts: parts.flatMap(({ coordinates }) => coordinates.map(() => 1 / coordinates.length)),
    rows: Array.from({ length: drawn.count }, (_, row) => numbers.map((column) => column[row] ?? null)),
    neighbours: settings.neighbours,
    weights: settings.weights,
    filled: columns.map((column) => {
      const values = drawn.valuesOf(column)
      const [most] = byCount(values)
      if (most === undefined) throw nothingToLearn(column, settings)
      return isNumeric(column.type)
        ? { name: column.name, type: 'float', values: values.map(numberOf), levels: [], otherwise: figures.get(column)?.mean ?? 0 }
        : filledClasses(column, values, most)
    }),
  }
}

const numberOf = (value: Value) => (value === null ? null : Number(value))

function filledClasses({ name, type }: Column, values: readonly Value[], most: string): NearestState['filled'][number] {
  const levels = [...byCount(values)].toSorted()
  const places = new Map(levels.map((level, at) => [level, at + 1]))
  const otherwise = type === 'bool' ? most === 'true' : most
  return { name, type, values: values.map((value) => (value === null ? null : (places.get(String(value)) ?? null))), levels, otherwise }
}

/** Mean and deviation of the columns that are numbers or yes/no; 0 where nothing is known. */
async function figuresOf(columns: readonly Column[], { input, ctx }: { readonly input: Relation; readonly ctx: FitContext }) {
  const measured = columns.filter(({ type }) => type !== 'text')
  const row = await learnRow(
    ctx,
    input,
    measured.flatMap((column) => [
      { fn: 'mean', args: [knownNumber(column)] },
      { fn: 'stddev-population', args: [knownNumber(column)] },
    ]),
  )
  const at = (index: number) => (typeof row[index] === 'number' && Number.isFinite(row[index]) ? row[index] : 0)
  return new Map(measured.map((column, index) => [column, { mean: at(2 * index), deviation: at(2 * index + 1) }]))
}

/** The input with a helper column of answers, and what they say where a column is missing. The helper is to be taken off again. */
export function nearestResults(state: NearestState, input: Relation): { readonly relation: Relation; readonly results: readonly Result[] } {
  const { coordinates, filled, counts, rows, neighbours, weights } = state
  const columns = filled.map(({ name, type }) =>
    chooseColumn(input, name, { param: 'columns', accepts: type === 'float' ? ['int', 'float'] : [type], replace: null }),
  )
  const learnt: NearestValues = {
    kind: 'nearest',
    counts,
    rows,
    neighbours,
    weights,
    answers: filled.map(({ values, levels }) => ({ values, classes: levels.length })),
  }
  const point = [
    ...coordinates.map((one) => coordinateExpr(one, input)),
    ...columns.map((column) => call('ifs', call('is-null', known(column)), literal('float', 1))),
  ]
  const answers = freeNames(input)('answers')
  const relation = extend(input, [
    { name: answers, expr: call('learnt', literal('text', JSON.stringify(learnt)), call('list-of', ...point)) },
  ])
  const results = filled.map(({ name, type, levels, otherwise }, at) => {
    const answer = call('list-element', columnExpr(answers), literal('int', at + 1))
    const column = columns[at] as Column
    return { source: name, expr: call('coalesce', known(column), meant(answer, type, levels), literal(type, otherwise)) }
  })
  return { relation, results }
}

function meant(answer: Expr, type: DataType, levels: readonly string[]): Expr {
  if (type === 'float') return answer
  if (type === 'bool') return call('equal', answer, literal('float', levels.indexOf('true') + 1))
  return call('list-element', literal('list<text>', levels), call('float-to-int', answer))
}

/** The same number as `learnNearest` makes of a value, by the same steps, so that a kept row meets itself. */
function coordinateExpr({ column: name, type, level, centre, scale }: Coordinate, input: Relation): Expr {
  const column = chooseColumn(input, name, { param: 'from', accepts: isNumeric(type) ? ['int', 'float'] : [type], replace: null })
  const value =
    level === undefined
      ? knownNumber(column)
      : call('int-to-float', call('bool-to-int', call('equal', known(column), literal('text', level))))
  return call('divide', call('subtract', value, literal('float', centre)), literal('float', scale))
}
