import type { ChartAxis, ChartData } from '../../engine/protocol/chart.ts'
import type { TableColumn } from '../../engine/protocol/table.ts'

export interface Condition {
  readonly column: string
  readonly is: string
  readonly value?: string | number | boolean
  readonly values?: readonly (string | number | boolean)[]
}

/** Rows that a mark or a brush stands for, in the words of the node that filters rows. */
export interface RowChoice {
  readonly conditions: { readonly all: readonly Condition[] }
  readonly formula: string
}

export type AxisName = keyof ChartData['axes']

const short: Readonly<Record<AxisName, string>> = { x: 'x', y: 'y', colour: 'c', size: 's', facet: 'f' }

/** The rows of a mark; null where it stands for no rows of its own, as a correlation does. */
export function rowsOfMark(data: ChartData, mark: readonly (number | null)[], columns: readonly TableColumn[]): RowChoice | null {
  const cell = (field: string) => mark[data.fields.indexOf(field)] ?? null
  if (data.kind === 'correlation') return null
  if (data.kind === 'missing') {
    const column = data.columns?.[cell('x') ?? -1]
    return column === undefined ? null : choice([{ column, is: 'is-missing' }])
  }
  const hexagon = data.kind === 'hexbin' ? hexagonTest(data, mark, columns) : null
  if (data.kind === 'hexbin' && hexagon === null) return null
  const conditions = (Object.keys(short) as AxisName[]).flatMap((name) => {
    const axis = data.axes[name]
    const place = cell(short[name])
    // A place in the middle of other figures chooses nothing: the mean of a cell, the size of a point.
    const shown =
      axis &&
      place !== null &&
      !(data.kind === 'hexbin' && name !== 'facet') &&
      !(name === 'size' || (name === 'colour' && axis.as !== 'category'))
    if (!shown) return []
    const end = data.fields.includes(`${short[name]}2`) ? cell(`${short[name]}2`) : null
    return placeConditions(axis, { from: place, to: end }, columns)
  })
  return choice(conditions, hexagon ?? '')
}

/** The rows between two places of an axis or of two, of one small chart where there are some; categories by the places that were touched. */
export function rowsOfBrush(
  data: ChartData,
  brush: { readonly x?: readonly number[]; readonly y?: readonly number[]; readonly facet?: number | undefined },
  columns: readonly TableColumn[],
): RowChoice | null {
  const conditions = (['x', 'y'] as const).flatMap((name) => {
    const [axis, range] = [data.axes[name], brush[name]]
    if (!axis || !range || range.length === 0) return []
    if (axis.as === 'category') return categoryConditions(axis, range, columns)
    const [low, high] = [Math.min(...range), Math.max(...range)]
    const [from, to] = data.fields.includes(`${name}2`)
      ? snapped(data, name, low, high)
      : [rounded(axis, low, high), rounded(axis, high, low)]
    return from === null || to === null ? [] : placeConditions(axis, { from, to }, columns)
  })
  const { facet } = data.axes
  const small = facet && brush.facet !== undefined ? placeConditions(facet, { from: brush.facet, to: null }, columns) : []
  return conditions.length === 0 ? null : choice([...conditions, ...small])
}

/** The edges of the bins that a brush touches. */
function snapped(data: ChartData, name: 'x' | 'y', low: number, high: number): [number | null, number | null] {
  const [at, end] = [data.fields.indexOf(name), data.fields.indexOf(`${name}2`)]
  const touched = data.marks.filter((mark) => (mark[at] ?? Infinity) < high && (mark[end] ?? -Infinity) > low)
  if (touched.length === 0) return [null, null]
  return [Math.min(...touched.map((mark) => mark[at] ?? Infinity)), Math.max(...touched.map((mark) => mark[end] ?? -Infinity))]
}

/** Places of a brush have more digits than a hand can mean: a thousandth of its width is enough. */
function rounded(axis: ChartAxis, value: number, other: number): number {
  if (axis.as === 'time') return Math.round(value / 1000) * 1000
  const digits = Math.ceil(Math.log10(Math.max(Math.abs(value), Math.abs(other)) / Math.max(Math.abs(value - other), Number.MIN_VALUE))) + 3
  return Number(value.toPrecision(Math.min(15, Math.max(3, digits))))
}

function choice(all: readonly Condition[], formula = ''): RowChoice {
  return { conditions: { all }, formula }
}

function placeConditions(axis: ChartAxis, { from, to }: { from: number; to: number | null }, columns: readonly TableColumn[]): Condition[] {
  const { column } = axis
  if (axis.as === 'category') return categoryConditions(axis, [from], columns)
  if (axis.as === 'time') {
    const wholeDays = columns.find(({ name }) => name === column)?.type === 'date'
    // A single moment is shown to the millisecond only.
    const end = to ?? from + (wholeDays ? 86_400_000 : 1)
    return [
      { column, is: 'greater-or-equal', value: timeText(from, wholeDays) },
      { column, is: 'less', value: timeText(end, wholeDays) },
    ]
  }
  if (to === null) return [{ column, is: 'equal', value: from }]
  return [
    { column, is: 'greater-or-equal', value: from },
    { column, is: 'less', value: to },
  ]
}

function categoryConditions(axis: ChartAxis, places: readonly number[], columns: readonly TableColumn[]): Condition[] {
  const { column, values = [] } = axis
  const type = columns.find(({ name }) => name === column)?.type
  const typed = (value: string) => (type === 'int' || type === 'float' ? Number(value) : value)
  if (type === 'bool') {
    const [first, second] = places.map((place) => values[place])
    return second === undefined ? [{ column, is: first === 'true' ? 'is-true' : 'is-false' }] : [{ column, is: 'is-not-missing' }]
  }
  const chosen = places.flatMap((place) => (values[place] === undefined ? [] : [typed(values[place])]))
  const others = places.includes(values.length)
  if (others) {
    const left = values.filter((_, place) => !places.includes(place)).map(typed)
    return left.length === 0 ? [{ column, is: 'is-not-missing' }] : [{ column, is: 'none-of', values: left }]
  }
  const [only] = chosen
  if (chosen.length === 1 && only !== undefined) return [{ column, is: 'equal', value: only }]
  return [{ column, is: 'one-of', values: chosen }]
}

/** `2024-01-31`, or `2024-01-31 10:00:00` with a fraction where there is one. */
export function timeText(at: number, wholeDays: boolean): string {
  const text = new Date(at).toISOString()
  return wholeDays ? text.slice(0, 10) : text.replace('T', ' ').replace('.000Z', '').replace('Z', '')
}

/**
 * The test that a point lies in a hexagon: between each of its three pairs of sides, so that hexagons share no row. Times count in milliseconds since 1970.
 */
function hexagonTest({ axes, fields }: ChartData, mark: readonly (number | null)[], columns: readonly TableColumn[]): string | null {
  const { x, y } = axes
  if (x?.step === undefined || y?.step === undefined) return null
  const [cx, cy] = [mark[fields.indexOf('x')] ?? null, mark[fields.indexOf('y')] ?? null]
  if (cx === null || cy === null) return null
  const u = stepsFrom(x, cx, { step: x.step, columns })
  const v = stepsFrom(y, cy, { step: y.step, columns })
  // Points on a slanted side belong to the hexagon of the even row, those on an upright one to the hexagon at its right.
  const [above, below] = mark[fields.indexOf('odd')] === 1 ? ['>', '<'] : ['>=', '<=']
  const slanted = (expression: string) => `${expression} ${above} -1 AND ${expression} ${below} 1`
  return [`2*${u} >= -1 AND 2*${u} < 1`, slanted(`(1.5*${v} + ${u})`), slanted(`(1.5*${v} - ${u})`)].join(' AND ')
}

function stepsFrom(
  { column, as, log }: ChartAxis,
  centre: number,
  { step, columns }: { step: number; columns: readonly TableColumn[] },
): string {
  const name = `[${column.replaceAll(']', ']]')}]`
  const moment = columns.find((one) => one.name === column)?.type === 'date' ? `TOTIMESTAMP(${name})` : name
  const value = as === 'time' ? `(TOEPOCH(${moment}) * 1000 + MICROSECOND(${moment}) / 1000)` : log ? `LOG10(${name})` : name
  const sign = centre < 0 ? '+' : '-'
  return `((${value} ${sign} ${Math.abs(centre)}) / ${step})`
}
