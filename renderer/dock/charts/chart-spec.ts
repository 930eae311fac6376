import type { Cell, ColumnStatistics, TableColumn } from '../../../engine/protocol/table.ts'
import type { Text } from '../../../engine/protocol/text.ts'
import { formatCount, formatNumber, formatPercent } from '../../session/format.ts'
import { extentOf } from '../../views/chart/scale.ts'
import type { ChartChoice } from './chart-choice.ts'

export interface ChartSource {
  readonly columns: readonly TableColumn[]
  readonly statistics: readonly ColumnStatistics[]
  readonly rows: readonly (readonly Cell[])[]
  /** The word for rows on an axis. */
  readonly rowsWord: string
  /** The words for true and false. */
  readonly truth: { readonly yes: string; readonly no: string }
}

export interface BuiltChart {
  readonly spec: Readonly<Record<string, unknown>>
  readonly summary: Text
  /** Drawn from header statistics, or from single rows. */
  readonly from: 'statistics' | 'rows'
  /** Rows that are not drawn since a value is missing. */
  readonly left: number
}

const schema = 'https://vega.github.io/schema/vega-lite/v6.json'
const isTime = (column: TableColumn) => column.type === 'date' || column.type === 'timestamp'
const milliseconds = (cell: Cell) =>
  typeof cell === 'string' ? Date.parse(`${cell.replace(' ', 'T')}${cell.length > 10 ? 'Z' : ''}`) : Number(cell)

const day = 86_400_000

/** An axis of times from `from` to `to` (milliseconds), its labels as long as the span needs. */
function timeAxis(from: number, to: number) {
  const span = to - from
  const format = span > 3000 * day ? '%Y' : span > 120 * day ? '%Y-%m' : span > 2 * day ? '%m-%d' : '%H:%M'
  return { type: 'temporal', scale: { type: 'utc' }, axis: { format, tickCount: 6 } }
}

/** There is no half row. */
const countAxis = { format: ',d', tickMinStep: 1 }

/** The chart that is chosen; null while its columns are not chosen or there is nothing to draw. */
export function buildChart(choice: ChartChoice, source: ChartSource): BuiltChart | null {
  switch (choice.kind) {
    case 'histogram':
      return histogram(choice, source)
    case 'bar':
      return bar(choice, source)
    case 'scatter':
    case 'line':
    case 'box':
      return ofRows(choice, choice.kind, source)
  }
}

function find({ columns, statistics }: ChartSource, name: string | null) {
  const index = columns.findIndex((column) => column.name === name)
  const column = columns[index]
  return column ? { index, column, statistics: statistics.find((one) => one.name === name) } : null
}

function histogram(choice: ChartChoice, source: ChartSource): BuiltChart | null {
  const found = find(source, choice.x)
  const counts = found?.statistics?.histogram
  if (!found || !found.statistics || !counts || counts.length === 0) return null
  const { column, statistics } = found
  const time = isTime(column)
  const [min, max] = [milliseconds(statistics.min), milliseconds(statistics.max)]
  const step = (max - min) / counts.length
  const values = counts.map((rows, i) => ({ from: min + i * step, to: min + (i + 1) * step, rows }))
  const axis = time ? timeAxis(min, max) : { type: 'quantitative', scale: { zero: false, nice: false } }
  const { quantiles } = statistics
  const words = (cell: Cell, language: 'en' | 'fr') => (typeof cell === 'number' ? formatNumber(cell, language, 4) : String(cell ?? ''))
  const half = (language: 'en' | 'fr') => (quantiles ? { from: words(quantiles.p25, language), to: words(quantiles.p75, language) } : null)
  const [en, fr] = [half('en'), half('fr')]
  return {
    from: 'statistics',
    left: statistics.missing,
    spec: {
      $schema: schema,
      data: { values },
      // A rect spans its bin whatever the axis; a bar would lie down over a pair of times.
      mark: { type: 'rect', x2Offset: -1, opacity: 0.8, tooltip: true },
      encoding: {
        x: { field: 'from', title: column.name, ...axis },
        x2: { field: 'to' },
        y: { field: 'rows', type: 'quantitative', title: source.rowsWord, scale: { zero: true }, axis: countAxis },
        y2: { datum: 0 },
      },
    },
    summary: {
      en: `${column.name} from ${words(statistics.min, 'en')} to ${words(statistics.max, 'en')}${en ? `; half of the rows lie between ${en.from} and ${en.to}` : ''}`,
      fr: `${column.name} de ${words(statistics.min, 'fr')} à ${words(statistics.max, 'fr')}${fr ? ` ; la moitié des lignes se situe entre ${fr.from} et ${fr.to}` : ''}`,
    },
  }
}

function bar(choice: ChartChoice, source: ChartSource): BuiltChart | null {
  const found = find(source, choice.x)
  const top = found?.statistics?.top
  if (!found?.statistics || !top || top.length === 0) return null
  const { column, statistics } = found
  const present = Math.max(1, statistics.rows - statistics.missing)
  const { yes, no } = source.truth
  const word = (value: string) => (column.type !== 'bool' ? value : value === 'true' ? yes : no)
  const [most] = top
  const share = (language: 'en' | 'fr') => formatPercent((most?.rows ?? 0) / present, language)
  return {
    from: 'statistics',
    left: statistics.missing,
    spec: {
      $schema: schema,
      data: { values: top.map(({ value, rows }) => ({ value: word(value), rows, share: rows / present })) },
      encoding: {
        y: { field: 'value', type: 'nominal', sort: null, title: null, scale: { paddingInner: 0.3, paddingOuter: 0.15 } },
        x: { field: 'rows', type: 'quantitative', title: source.rowsWord, axis: countAxis },
      },
      layer: [
        { mark: { type: 'bar', opacity: 0.8, tooltip: true } },
        { mark: { type: 'text', align: 'left', dx: 6 }, encoding: { text: { field: 'rows', format: ',d' } } },
      ],
    },
    summary: {
      en: `Rows by ${column.name}: ${formatCount(statistics.distinct, 'en')} values, most often ${word(most?.value ?? '')} with ${share('en')}`,
      fr: `Lignes par ${column.name} : ${formatCount(statistics.distinct, 'fr')} valeurs, la plus fréquente ${word(most?.value ?? '')} avec ${share('fr')}`,
    },
  }
}

const marks = { scatter: { type: 'point', tooltip: true }, line: { type: 'line' }, box: { type: 'boxplot', extent: 1.5 } } as const

function ofRows(choice: ChartChoice, kind: keyof typeof marks, source: ChartSource): BuiltChart | null {
  const [x, y, colour] = [find(source, choice.x), find(source, choice.y), find(source, choice.colour)]
  if (!y || (kind !== 'box' && !x)) return null
  const values = source.rows.flatMap((row) => {
    const [a, b, c] = [x ? (row[x.index] ?? null) : '', row[y.index] ?? null, colour ? (row[colour.index] ?? null) : '']
    if (a === null || typeof b !== 'number' || c === null) return []
    return [{ x: x && isTime(x.column) ? milliseconds(a) : a, y: b, ...(colour && { c: String(c) }) }]
  })
  if (values.length === 0) return null
  const xEncoding = x && {
    field: 'x',
    title: x.column.name,
    ...(kind === 'box'
      ? { type: 'nominal' }
      : isTime(x.column)
        ? timeAxis(...extentOf(values.map((value) => Number(value.x))))
        : { type: 'quantitative', scale: { zero: false } }),
  }
  const points = (language: 'en' | 'fr') => formatCount(values.length, language)
  return {
    from: 'rows',
    left: source.rows.length - values.length,
    spec: {
      $schema: schema,
      data: { values },
      mark: marks[kind],
      encoding: {
        ...(xEncoding && { x: xEncoding }),
        y: { field: 'y', type: 'quantitative', title: y.column.name, scale: { zero: false } },
        ...(colour && { color: { field: 'c', type: 'nominal', title: colour.column.name } }),
      },
    },
    summary: {
      en: `${y.column.name}${x ? ` against ${x.column.name}` : ''}, ${points('en')} rows`,
      fr: `${y.column.name}${x ? ` selon ${x.column.name}` : ''}, ${points('fr')} lignes`,
    },
  }
}
