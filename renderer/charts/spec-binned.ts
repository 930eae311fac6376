import { axisLabels } from './chart-words.ts'
import {
  clicked,
  coloured,
  countAxis,
  datumOf,
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

export function bins(scene: ChartScene): VegaSpec {
  const x = scene.data.axes.x
  if (!x) return nothing
  if (x.as === 'category') return bars(scene)
  const field = isFigure(scene) ? 'v' : 'n'
  const stacked = scene.data.axes.colour !== undefined && field === 'n'
  const from = isFigure(scene) ? scene.spec.y : null
  const y = { field, type: 'quantitative', title: figureTitle(scene, from), ...(field === 'n' && { axis: countAxis }) }
  return {
    params: params(scene),
    // A rect spans its bin whatever the axis; a bar would lie down over a pair of times.
    mark: { type: stacked ? 'bar' : 'rect', x2Offset: -1, cornerRadius: 0, cornerRadiusEnd: 0, ...(stacked && { orient: 'vertical' }) },
    encoding: {
      x: { field: 'x', title: x.column, ...placed(scene, x, ['x', 'x2']) },
      x2: { field: 'x2' },
      y: { ...y, scale: { zero: true }, ...(stacked && { stack: 'zero' }) },
      ...(!stacked && { y2: { datum: 0 } }),
      ...coloured(scene),
      opacity: faded(scene, 0.85),
      tooltip: told(scene),
    },
  }
}

export function bars(scene: ChartScene): VegaSpec {
  const { data, columns, words } = scene
  const x = data.axes.x
  if (!x) return nothing
  const field = isFigure(scene) ? 'v' : 'n'
  const labels = axisLabels(x, columns, words)
  const colour = data.axes.colour !== undefined
  const place = { field: 'x', type: 'nominal', sort: labels, title: null, scale: { domain: labels, paddingInner: 0.3, paddingOuter: 0.15 } }
  const figure = {
    field,
    type: 'quantitative',
    title: figureTitle(scene, isFigure(scene) ? scene.spec.y : null),
    ...(field === 'n' && { axis: countAxis }),
  }
  const bar = {
    params: params(scene),
    mark: { type: 'bar' },
    encoding: {
      ...coloured(scene),
      // Means do not add up: their bars stand beside one another.
      ...(colour && field === 'v' && { yOffset: { field: 'c' } }),
      opacity: faded(scene, 0.85),
      tooltip: told(scene),
    },
  }
  const text = {
    mark: { type: 'text', align: 'left', dx: 6 },
    encoding: { text: { field, type: 'quantitative', format: field === 'n' ? ',d' : ',.4~g' } },
  }
  return { encoding: { y: place, x: figure }, layer: colour || labels.length > 40 ? [bar] : [bar, text] }
}

export function line(scene: ChartScene): VegaSpec {
  const x = scene.data.axes.x
  if (!x) return nothing
  const field = isFigure(scene) ? 'v' : 'n'
  const y = {
    field,
    type: 'quantitative',
    title: figureTitle(scene, isFigure(scene) ? scene.spec.y : null),
    scale: { zero: field === 'n' },
  }
  const shared = { x: { field: 'x', title: x.column, ...placed(scene, x, ['x']) }, y, ...coloured(scene) }
  return {
    layer: [
      { mark: { type: 'line' }, encoding: shared },
      { params: params(scene), mark: { type: 'point', size: 36 }, encoding: { ...shared, opacity: faded(scene, 1), tooltip: told(scene) } },
    ],
  }
}

export function boxes(scene: ChartScene): VegaSpec {
  const { spec, data, words } = scene
  const order = [...new Set(data.marks.map((_, i) => String(datumOf(scene, i)['x'])))]
  const y = {
    field: 'x',
    type: 'nominal',
    sort: order,
    title: data.axes.x?.as === 'category' ? null : (data.axes.x?.column ?? null),
    scale: { paddingInner: 0.4, paddingOuter: 0.2 },
  }
  const at = (field: string) => ({ field, type: 'quantitative', title: `${spec.y ?? ''} ${words.boxes}`, scale: { zero: false } })
  const tooltip = [
    ...(data.axes.x ? [{ field: 'x', type: 'nominal', title: data.axes.x.column }] : []),
    ...[
      ['min', 'min'],
      ['low', '5 %'],
      ['q1', words.quarter],
      ['mid', words.median],
      ['q3', words.threeQuarters],
      ['high', '95 %'],
      ['max', 'max'],
    ].map(([field, title]) => ({ field, title, type: 'quantitative', format: ',.4~f' })),
    { field: 'n', type: 'quantitative', title: words.rows, format: ',d' },
  ]
  return {
    encoding: { y },
    layer: [
      { mark: { type: 'rule', strokeDash: [], strokeWidth: 1 }, encoding: { x: at('low'), x2: { field: 'high' } } },
      {
        params: [clicked(scene)],
        mark: { type: 'bar', height: { band: 1 } },
        // Whole, or the line of nine in ten would be seen through it.
        encoding: { x: at('q1'), x2: { field: 'q3' }, opacity: faded(scene, 1), tooltip },
      },
      { mark: { type: 'tick', thickness: 2, color: { expr: "'white'" } }, encoding: { x: at('mid') } },
    ],
  }
}
