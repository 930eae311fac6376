// The one home of arquero: figures of groups of a sample that lies in memory.

import { table } from 'arquero'

/** NaN is missing; texts are null then. */
export type SampleColumn = Float64Array | readonly (string | null)[]

export type GroupFigure =
  | { readonly fn: 'count' }
  | { readonly fn: 'sum' | 'mean' | 'median' | 'min' | 'max' | 'distinct'; readonly of: string }
  | { readonly fn: 'quantile'; readonly of: string; readonly p: number }
  | { readonly fn: 'correlation'; readonly of: string; readonly and: string }

export interface GroupQuery {
  readonly columns: Readonly<Record<string, SampleColumn>>
  /** Names of columns whose equal values make a group; all rows are one without. */
  readonly keys: readonly string[]
  readonly figures: readonly GroupFigure[]
}

/**
 * A row for each group in the order of the keys: the keys, then the figures. What has no figure is null; missing values count for none. Other
 * work gets its turn after each figure.
 */
export async function groupFigures({ columns, keys, figures }: GroupQuery): Promise<(number | null)[][]> {
  const grouped = keys.length === 0 ? table(columns) : table(columns).groupby(...keys)
  const rows: (number | null)[][] = []
  for (const [group, row] of objectsOf(grouped.rollup({ figure: 'd => op.count()' })).entries())
    rows[group] = keys.map((key) => figureOf(row[key]))
  for (const figure of figures) {
    for (const [group, row] of objectsOf(grouped.rollup({ figure: expression(figure) })).entries())
      rows[group]?.push(figureOf(row['figure']))
    await new Promise((done) => setImmediate(done))
  }
  return rows.toSorted((a, b) => compareKeys(a, b, keys.length))
}

function objectsOf(rolled: { objects(): object[] }): Readonly<Record<string, unknown>>[] {
  return rolled.objects() as Readonly<Record<string, unknown>>[]
}

function compareKeys(a: readonly (number | null)[], b: readonly (number | null)[], keys: number): number {
  for (let i = 0; i < keys; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** arquero reads its expressions out of text; the names in it are those of the caller, never of a file. */
function expression(figure: GroupFigure): string {
  const column = (name: string) => `d[${JSON.stringify(name)}]`
  switch (figure.fn) {
    case 'count':
      return 'd => op.count()'
    case 'quantile':
      return `d => op.quantile(${column(figure.of)}, ${figure.p})`
    case 'correlation':
      return `d => op.corr(${column(figure.of)}, ${column(figure.and)})`
    // What is missing would be one more value.
    case 'distinct':
      return `d => op.distinct(${column(figure.of)}) - (op.invalid(${column(figure.of)}) > 0 ? 1 : 0)`
    default:
      return `d => op.${figure.fn}(${column(figure.of)})`
  }
}

function figureOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
