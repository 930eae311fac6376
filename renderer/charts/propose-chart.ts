// Charts of a table: which chart suits which columns, how it is drawn, what a mark of it stands for, and the builder around it.
import { chartKinds, type ChartKind, type ChartSpec } from '../../engine/protocol/chart.ts'
import type { ColumnStatistics, TableColumn } from '../../engine/protocol/table.ts'

export type ColumnSort = 'number' | 'time' | 'category' | 'list'

export function columnSort({ type }: Pick<TableColumn, 'type'>): ColumnSort {
  if (type.startsWith('list')) return 'list'
  if (type === 'int' || type === 'float') return 'number'
  return type === 'date' || type === 'timestamp' ? 'time' : 'category'
}

const blank: ChartSpec = {
  kind: 'histogram',
  x: null,
  y: null,
  colour: null,
  size: null,
  facet: null,
  aggregate: 'count',
  bins: null,
  xScale: 'linear',
  yScale: 'linear',
  sort: 'rows',
  top: null,
  others: true,
}

const named = (column: TableColumn | undefined) => column?.name ?? null

/** A chart of this kind of these columns, in the order in which they were chosen; null when it cannot show them. */
export function chartOf(kind: ChartKind, chosen: readonly TableColumn[], columns: readonly TableColumn[]): ChartSpec | null {
  const usable = chosen.filter((column) => columnSort(column) !== 'list')
  const ordered = usable.filter((column) => columnSort(column) !== 'category')
  const numbers = usable.filter((column) => columnSort(column) === 'number')
  const categories = usable.filter((column) => columnSort(column) === 'category')
  const [first] = usable
  switch (kind) {
    case 'correlation':
      return columns.filter((column) => columnSort(column) === 'number').length > 1 ? { ...blank, kind } : null
    case 'missing':
      return columns.length > 0 ? { ...blank, kind } : null
    case 'histogram':
      return ordered[0] ? { ...blank, kind, x: ordered[0].name, colour: named(categories[0]), facet: named(categories[1]) } : null
    case 'bar': {
      const x = categories[0] ?? first
      const y = numbers.find((column) => column !== x)
      const colour = categories.find((column) => column !== x)
      return x ? { ...blank, kind, x: x.name, y: named(y), colour: named(colour), aggregate: y ? 'mean' : 'count' } : null
    }
    case 'box': {
      // Of two numbers the first makes the groups.
      const y = categories.length === 0 ? (numbers[1] ?? numbers[0]) : numbers[0]
      const x = categories[0] ?? ordered.find((column) => column !== y)
      return y ? { ...blank, kind, x: named(x), y: y.name, facet: named(categories[1]) } : null
    }
    case 'line': {
      const x = ordered.find((column) => columnSort(column) === 'time') ?? ordered[0]
      const y = numbers.find((column) => column !== x)
      return x ? { ...blank, kind, x: x.name, y: named(y), colour: named(categories[0]), aggregate: y ? 'mean' : 'count' } : null
    }
    case 'scatter':
    case 'hexbin': {
      const [x, y, third] = ordered
      if (!x || !y) return null
      const colour = categories[0] ?? third
      if (kind === 'scatter') return { ...blank, kind, x: x.name, y: y.name, colour: named(colour), facet: named(categories[1]) }
      const figure = numbers.find((column) => column !== x && column !== y)
      return {
        ...blank,
        kind,
        x: x.name,
        y: y.name,
        colour: named(figure),
        facet: named(categories[0]),
        aggregate: figure ? 'mean' : 'count',
      }
    }
    case 'heatmap': {
      const [x, y] = [usable[0], usable[1]]
      const colour = numbers.find((column) => column !== x && column !== y)
      return x && y ? { ...blank, kind, x: x.name, y: y.name, colour: named(colour), aggregate: colour ? 'mean' : 'count' } : null
    }
    case 'mosaic':
      return categories[0] && categories[1] ? { ...blank, kind, x: categories[0].name, y: categories[1].name } : null
  }
}

const fitting: Readonly<Record<string, ChartKind>> = {
  number: 'histogram',
  time: 'histogram',
  category: 'bar',
  'number number': 'scatter',
  'number time': 'line',
  'time time': 'scatter',
  'category number': 'box',
  'category time': 'histogram',
  'category category': 'mosaic',
  'number number number': 'scatter',
  'category number number': 'scatter',
  'category number time': 'line',
  'category category number': 'heatmap',
}

/** The chart that suits the columns that were chosen; with none of them, one of all. */
export function proposeChart(chosen: readonly TableColumn[], columns: readonly TableColumn[]): ChartSpec {
  const usable = chosen.filter((column) => columnSort(column) !== 'list').slice(0, 3)
  const kind =
    fitting[
      usable
        .map(columnSort)
        .toSorted((a, b) => (a < b ? -1 : 1))
        .join(' ')
    ] ?? 'bar'
  const wished = [kind, ...chartKinds].flatMap((one) => chartOf(one, usable, columns) ?? [])
  return wished[0] ?? { ...blank, kind: 'missing' }
}

/** The kinds that can show these columns, each with its chart. */
export function offeredCharts(chosen: readonly TableColumn[], columns: readonly TableColumn[]): ReadonlyMap<ChartKind, ChartSpec> {
  return new Map(chartKinds.flatMap((kind) => [chartOf(kind, chosen, columns)].flatMap((spec) => (spec ? [[kind, spec] as const] : []))))
}

/** The columns that a chart shows, in the order of its parts. */
export function chosenColumns(spec: ChartSpec, columns: readonly TableColumn[]): TableColumn[] {
  const names = [spec.x, spec.y, spec.colour, spec.size, spec.facet].filter((name) => name !== null)
  return [...new Set(names)].flatMap((name) => columns.find((column) => column.name === name) ?? [])
}

/** A first look: at the target, else at the first column that is no id, by its role or since all its values differ. */
export function firstChart(columns: readonly TableColumn[], statistics: readonly ColumnStatistics[]): ChartSpec {
  const differing = new Set(statistics.filter(differ).map(({ name }) => name))
  const kept = columns.filter((column) => column.role !== 'id' && column.role !== 'ignore' && columnSort(column) !== 'list')
  const column = columns.find(({ role }) => role === 'target') ?? kept.find(({ name }) => !differing.has(name)) ?? kept[0]
  return proposeChart(column ? [column] : [], columns)
}

function differ({ rows, missing, distinct, histogram }: ColumnStatistics): boolean {
  return !histogram && rows - missing > 1 && distinct >= (rows - missing) * 0.99
}

export type ChartSlot = 'x' | 'y' | 'colour' | 'size' | 'facet'

const sorts: Readonly<Record<ChartKind, Partial<Record<ChartSlot, readonly ColumnSort[]>>>> = {
  histogram: { x: ['number', 'time'], colour: ['category'], facet: ['category', 'number'] },
  bar: { x: ['category', 'number', 'time'], y: ['number', 'category'], colour: ['category'], facet: ['category', 'number'] },
  box: { x: ['category', 'number', 'time'], y: ['number'], facet: ['category', 'number'] },
  line: { x: ['time', 'number'], y: ['number'], colour: ['category'], facet: ['category', 'number'] },
  scatter: {
    x: ['number', 'time'],
    y: ['number', 'time'],
    colour: ['category', 'number', 'time'],
    size: ['number'],
    facet: ['category', 'number'],
  },
  hexbin: { x: ['number', 'time'], y: ['number', 'time'], colour: ['number'], facet: ['category', 'number'] },
  heatmap: { x: ['category', 'number', 'time'], y: ['category', 'number', 'time'], colour: ['number'], facet: ['category', 'number'] },
  mosaic: { x: ['category'], y: ['category'] },
  correlation: {},
  missing: {},
}

/** The columns that a part of a chart can show; null when the chart has no such part. */
export function slotColumns(kind: ChartKind, slot: ChartSlot, columns: readonly TableColumn[]): TableColumn[] | null {
  const taken = sorts[kind][slot]
  return taken ? columns.filter((column) => taken.includes(columnSort(column))) : null
}

/** Parts that may stay open. */
export function isOptional(kind: ChartKind, slot: ChartSlot): boolean {
  return slot !== 'x' && slot !== 'y' ? true : (kind === 'box' && slot === 'x') || ((kind === 'bar' || kind === 'line') && slot === 'y')
}
