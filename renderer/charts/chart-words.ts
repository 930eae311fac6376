import type { ChartAxis } from '../../engine/protocol/chart.ts'
import type { TableColumn } from '../../engine/protocol/table.ts'

/** Words on a chart in the language of the studio. */
export interface ChartWords {
  readonly rows: string
  readonly yes: string
  readonly no: string
  readonly share: string
  readonly others: (count: number) => string
  /** `mean of price`. */
  readonly figure: (aggregate: string, column: string) => string
  readonly from: string
  readonly to: string
  readonly median: string
  /** What box and line of a box stand for. */
  readonly boxes: string
  readonly quarter: string
  readonly threeQuarters: string
  readonly number: (value: number) => string
}

/** What stands at a place of an axis of categories. */
export function placeLabel(axis: ChartAxis, place: number | null, columns: readonly TableColumn[], words: ChartWords): string {
  if (place === null) return ''
  const value = axis.values?.[place]
  if (value === undefined) return words.others(axis.others ?? 0)
  if (columns.find(({ name }) => name === axis.column)?.type === 'bool') return value === 'true' ? words.yes : words.no
  // An empty text would be a bar without a name.
  return value === '' ? '“”' : value
}

/** All labels of an axis in their order. */
export function axisLabels(axis: ChartAxis, columns: readonly TableColumn[], words: ChartWords): string[] {
  const count = (axis.values?.length ?? 0) + (axis.others === undefined ? 0 : 1)
  return Array.from({ length: count }, (_, place) => placeLabel(axis, place, columns, words))
}
