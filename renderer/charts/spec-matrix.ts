import { clicked, type ChartScene, type VegaSpec } from './spec-parts.ts'

export function correlations(scene: ChartScene): VegaSpec {
  const { data, words } = scene
  const names = data.columns ?? []
  const side = { type: 'nominal', sort: names, title: null, scale: { paddingInner: 0.04 } }
  const tooltip = [
    { field: 'x', type: 'nominal', title: '' },
    { field: 'y', type: 'nominal', title: '' },
    { field: 'v', type: 'quantitative', title: words.figure('correlation', ''), format: '+.3f' },
  ]
  return {
    encoding: {
      x: { field: 'x', ...side, axis: { labelAngle: names.length > 8 ? -45 : 0, labelLimit: 90, labelOverlap: false } },
      y: { field: 'y', ...side },
    },
    layer: [
      {
        params: [clicked(scene)],
        mark: { type: 'rect' },
        encoding: {
          color: { field: 'v', type: 'quantitative', title: null, scale: { domain: [-1, 0, 1], range: 'diverging', interpolate: 'rgb' } },
          tooltip,
        },
      },
      ...(names.length <= 12
        ? [
            {
              mark: { type: 'text' },
              encoding: {
                text: { field: 'v', type: 'quantitative', format: '.2f' },
                opacity: { condition: { test: 'datum.x === datum.y', value: 0.3 }, value: 1 },
              },
            },
          ]
        : []),
    ],
  }
}

export function missing(scene: ChartScene): VegaSpec {
  const { data, words, height } = scene
  return {
    params: [clicked(scene)],
    mark: { type: 'rect', xOffset: 0.5 },
    encoding: {
      x: {
        field: 'x',
        type: 'nominal',
        sort: data.columns ?? [],
        title: null,
        axis: { orient: 'top', labelAngle: -35, labelLimit: 110, labelOverlap: (data.columns ?? []).length > 40, domain: false },
      },
      y: {
        field: 'y',
        type: 'quantitative',
        // Names of columns stand where a title would.
        title: null,
        scale: { reverse: true, nice: false, domain: [0, data.rows] },
        axis: { format: ',d', labelExpr: `datum.value === 0 ? ${JSON.stringify(`${words.rows} 0`)} : datum.label` },
      },
      y2: { field: 'y2' },
      color: {
        field: 'v',
        type: 'quantitative',
        title: words.share,
        // In a low dock the names take half of the height.
        legend: { format: '.0%', gradientLength: Math.max(24, Math.min(160, height - 130)), values: [0, 0.5, 1] },
        scale: { domain: [0, 1], range: 'ramp' },
      },
      tooltip: [
        { field: 'x', type: 'nominal', title: '' },
        { field: 'y', type: 'quantitative', title: words.from, format: ',d' },
        { field: 'y2', type: 'quantitative', title: words.to, format: ',d' },
        { field: 'v', type: 'quantitative', title: words.share, format: '.1%' },
      ],
    },
  }
}
