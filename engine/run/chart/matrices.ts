import type { ChartData } from '../../protocol/chart.ts'
import type { ChartMeasure, ChartSource } from './chart-source.ts'
import type { ChartValue } from './chart-values.ts'

type Matrix = Pick<ChartData, 'axes' | 'fields' | 'marks' | 'columns'>

/** Pearson's correlation of each pair of columns, over the rows where both have a value. */
export async function correlationMatrix(values: readonly ChartValue[], source: ChartSource): Promise<Matrix> {
  const columns = values.map(({ column }) => column.name)
  const pairs = columns.flatMap((_, x) => columns.slice(0, x).map((_other, y): [number, number] => [x, y]))
  if (pairs.length === 0 || source.rows === 0) return { axes: {}, fields: [], marks: [] }
  const measures = pairs.map(([column, other]): ChartMeasure => ({ fn: 'correlation', column, other }))
  const [row = []] = await source.groups({ keys: [], measures, present: [], positive: [] })
  const marks = pairs.flatMap(([x, y], i) => {
    const v = row[i] ?? null
    return [
      [x, y, v],
      [y, x, v],
    ]
  })
  const itself = columns.map((_, i) => [i, i, 1])
  return { axes: {}, fields: ['x', 'y', 'v'], marks: [...itself, ...marks], columns }
}

const parts = 60

/** The share of missing values of each column in equal parts of the rows, from the first to the last. */
export async function missingMatrix(values: readonly ChartValue[], source: ChartSource): Promise<Matrix> {
  const columns = values.map(({ column }) => column.name)
  if (columns.length === 0 || source.rows === 0) return { axes: {}, fields: [], marks: [] }
  const wanted = Math.min(parts, source.rows)
  const measures = columns.map((_, column): ChartMeasure => ({ fn: 'mean', column }))
  const rows = await source.groups({ keys: [{ how: 'part', parts: wanted }], measures, present: [], positive: [] })
  const marks = rows.flatMap(([part, ...shares]) =>
    shares.map((share, x) => [x, ((part ?? 0) * source.rows) / wanted, (((part ?? 0) + 1) * source.rows) / wanted, share]),
  )
  return { axes: {}, fields: ['x', 'y', 'y2', 'v'], marks, columns }
}
