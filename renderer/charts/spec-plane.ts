import type { ChartAxis } from '../../engine/protocol/chart.ts'
import { axisLabels } from './chart-words.ts'
import {
  clicked,
  coloured,
  faded,
  figureTitle,
  isFigure,
  nothing,
  params,
  placed,
  told,
  type ChartScene,
  type VegaSpec,
} from './spec-parts.ts'

export function points(scene: ChartScene): VegaSpec {
  const { data } = scene
  const { x, y, size, facet, colour } = data.axes
  if (!x || !y) return nothing
  const tooltip = [...told(scene), ...(size ? [{ field: 's', title: size.column, type: 'quantitative' }] : [])]
  const many = data.marks.length > 5000
  return {
    params: params(scene),
    mark: { type: 'point', size: many ? 8 : 28 },
    encoding: {
      x: { field: 'x', title: x.column, ...placed(scene, x, ['x']) },
      y: { field: 'y', title: y.column, ...placed(scene, y, ['y']) },
      ...coloured(scene),
      ...(size && { size: { field: 's', type: 'quantitative', title: size.column, scale: { range: [10, 240] } } }),
      opacity: faded(scene, many ? 0.4 : 0.8),
      tooltip: facet || colour || size || !many ? tooltip : told(scene),
    },
  }
}

/** Hexagons that fill the plane whatever its shape: their path is reckoned from the steps of both axes, in pixels. */
export function hexagons(scene: ChartScene): VegaSpec {
  const { data } = scene
  const { x, y, colour, facet } = data.axes
  if (!x?.step || !y?.step) return nothing
  const field = isFigure(scene) ? 'v' : 'n'
  const across = reach(scene, 'x', x.step)
  const down = reach(scene, 'y', y.step)
  const [w, h] = facet ? ['child_width', 'child_height'] : ['width', 'height']
  const half = `(${w} * ${(x.step / (across.to - across.from)).toPrecision(8)} / 2)`
  const radius = `(${h} * ${(y.step / (down.to - down.from)).toPrecision(8)} * 2 / 3)`
  const corner = (a: string, b: string) => `(${a}) + ',' + (${b})`
  const path = [
    `'M' + ${corner('0', `-${radius}`)}`,
    `'L' + ${corner(half, `-${radius} / 2`)}`,
    `'L' + ${corner(half, `${radius} / 2`)}`,
    `'L' + ${corner('0', radius)}`,
    `'L' + ${corner(`-${half}`, `${radius} / 2`)}`,
    `'L' + ${corner(`-${half}`, `-${radius} / 2`)} + 'Z'`,
  ].join(' + ')
  const scaled = (axis: ChartAxis, { from, to }: { from: number; to: number }) => {
    const domain = axis.log ? [10 ** from, 10 ** to] : [from, to]
    const shown = placed(scene, axis, [axis === x ? 'x' : 'y'])
    const own = shown['scale'] as Record<string, unknown>
    const { zero: _zero, ...scale } = own
    return { ...shown, scale: { ...scale, domain, nice: false } }
  }
  return {
    params: params(scene),
    // A custom path is scaled by half the root of its size.
    mark: { type: 'point', shape: { expr: path }, size: 4, filled: true, stroke: null },
    encoding: {
      x: { field: 'x', title: x.column, ...scaled(x, across) },
      y: { field: 'y', title: y.column, ...scaled(y, down) },
      color: {
        field,
        type: 'quantitative',
        title: figureTitle(scene, isFigure(scene) ? (colour?.column ?? null) : null),
        scale: { range: 'ramp', ...(field === 'n' && { type: 'sqrt' }) },
      },
      opacity: faded(scene, 1),
      tooltip: told(scene, colour?.column ?? null),
    },
  }
}

function reach({ data }: ChartScene, field: 'x' | 'y', step: number): { from: number; to: number } {
  const at = data.fields.indexOf(field)
  const values = data.marks.map((mark) => mark[at] ?? 0)
  return { from: Math.min(...values) - step, to: Math.max(...values) + step }
}

export function heat(scene: ChartScene): VegaSpec {
  const { data, columns, words } = scene
  const { x, y, colour } = data.axes
  if (!x || !y) return nothing
  const field = isFigure(scene) ? 'v' : 'n'
  const side = (axis: ChartAxis, name: 'x' | 'y'): Record<string, unknown> => {
    if (axis.as !== 'category')
      return {
        [name]: { field: name, title: axis.column, ...placed(scene, axis, [name, `${name}2`]) },
        [`${name}2`]: { field: `${name}2` },
      }
    const labels = axisLabels(axis, columns, words)
    return { [name]: { field: name, type: 'nominal', title: axis.column, sort: labels, axis: { labelAngle: 0, labelOverlap: true } } }
  }
  return {
    params: params(scene),
    mark: { type: 'rect' },
    encoding: {
      ...side(x, 'x'),
      ...side(y, 'y'),
      color: {
        field,
        type: 'quantitative',
        title: figureTitle(scene, isFigure(scene) ? (colour?.column ?? null) : null),
        scale: { range: 'ramp' },
      },
      opacity: faded(scene, 1),
      tooltip: told(scene, colour?.column ?? null),
    },
  }
}

/** Widths are shares of x, heights the shares of y within it. */
export function mosaic(scene: ChartScene): VegaSpec {
  const { data, columns, words } = scene
  const { x, y } = data.axes
  if (!x || !y) return nothing
  const labels = axisLabels(y, columns, words)
  return {
    transform: [
      { joinaggregate: [{ op: 'sum', field: 'n', as: 'all' }] },
      { joinaggregate: [{ op: 'sum', field: 'n', as: 'wide' }], groupby: ['x'] },
      { calculate: 'datum.n / datum.wide', as: 'share' },
      { stack: 'share', as: ['y0', 'y1'], groupby: ['x'], sort: [{ field: 'i', order: 'ascending' }] },
      // Each row counts once along the width: the rows of a column of the mosaic are counted with its first piece.
      { window: [{ op: 'row_number', as: 'piece' }], groupby: ['x'] },
      { calculate: 'datum.piece === 1 ? datum.wide / datum.all : 0', as: 'step' },
      { window: [{ op: 'sum', field: 'step', as: 'x1' }], sort: [{ field: 'i', order: 'ascending' }] },
      { calculate: 'datum.x1 - datum.wide / datum.all', as: 'x0' },
      { calculate: '(datum.x0 + datum.x1) / 2', as: 'xm' },
    ],
    layer: [
      {
        params: [clicked(scene)],
        mark: { type: 'rect', xOffset: 1, x2Offset: -1, yOffset: -1, y2Offset: 1 },
        encoding: {
          x: {
            field: 'x0',
            type: 'quantitative',
            title: x.column,
            // The names of the columns stand between the axis and its title.
            axis: { labels: false, grid: false, titlePadding: 22 },
            scale: { domain: [0, 1], nice: false },
          },
          x2: { field: 'x1' },
          y: {
            field: 'y0',
            type: 'quantitative',
            title: words.share,
            axis: { format: '.0%', tickCount: 5 },
            scale: { domain: [0, 1], nice: false },
          },
          y2: { field: 'y1' },
          color: { field: 'y', type: 'nominal', title: y.column, sort: labels, scale: { domain: labels } },
          opacity: faded(scene, 0.85),
          tooltip: [
            { field: 'x', type: 'nominal', title: x.column },
            { field: 'y', type: 'nominal', title: y.column },
            { field: 'n', type: 'quantitative', title: words.rows, format: ',d' },
            { field: 'share', type: 'quantitative', title: words.share, format: '.1%' },
          ],
        },
      },
      {
        transform: [{ filter: 'datum.piece === 1 && datum.wide / datum.all > 0.04' }],
        // Each name has the room of its column.
        mark: { type: 'text', baseline: 'top', dy: 6, limit: { expr: "datum['wide'] / datum['all'] * width - 4" } },
        encoding: { x: { field: 'xm', type: 'quantitative' }, y: { value: { expr: 'height' } }, text: { field: 'x', type: 'nominal' } },
      },
    ],
  }
}
