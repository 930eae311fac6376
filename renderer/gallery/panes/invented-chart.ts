import type { ChartData, ChartSpec } from '../../../engine/protocol/chart.ts'

/** A chart whatever is asked for: bars of a yes or no, else a hill of twelve bins. */
export function inventedChart(spec: Pick<ChartSpec, 'kind' | 'x'>): ChartData {
  const column = spec.x ?? 'default'
  const shared = { rows: 20_000, of: 46_118, left: 118 }
  if (spec.kind === 'bar')
    return {
      ...shared,
      kind: 'bar',
      axes: { x: { column, as: 'category', log: false, values: ['false', 'true'] } },
      fields: ['x', 'n'],
      marks: [
        [0, 15_640],
        [1, 4242],
      ],
    }
  return {
    ...shared,
    kind: 'histogram',
    axes: { x: { column, as: 'number', log: false, step: 5 } },
    fields: ['x', 'x2', 'n'],
    marks: Array.from({ length: 12 }, (_, i) => [20 + i * 5, 25 + i * 5, Math.round(4000 * Math.exp(-(((i - 4) / 3) ** 2)))]),
  }
}
