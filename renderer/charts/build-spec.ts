import { axisLabels } from './chart-words.ts'
import { bars, bins, boxes, line } from './spec-binned.ts'
import { correlations, missing } from './spec-matrix.ts'
import { datumOf, type ChartScene, type VegaSpec } from './spec-parts.ts'
import { heat, hexagons, mosaic, points } from './spec-plane.ts'

const gap = { row: 18, column: 22 }
const schema = 'https://vega.github.io/schema/vega-lite/v6.json'

/** The Vega-Lite spec of a chart with its data inside; each datum carries the place of its mark as `i`. */
export function buildSpec(scene: ChartScene): VegaSpec {
  const { data } = scene
  const body = bodyOf(scene)
  const values = data.marks.map((_, i) => datumOf(scene, i))
  const facet = data.axes.facet
  // A low chart has no room over it.
  const config = scene.height < 260 ? { config: { legend: { orient: 'right', offset: 12 } } } : {}
  if (!facet) return { $schema: schema, data: { values }, ...body, ...config }
  const labels = axisLabels(facet, scene.columns, scene.words)
  const across = Math.min(labels.length, Math.max(1, Math.floor(scene.width / 240)))
  const down = Math.ceil(labels.length / across)
  // One column of labels up stands beside all of them; each row has its names above and its labels below.
  const width = Math.max(90, Math.floor((scene.width - 56 - gap.column * (across - 1)) / across))
  const height = Math.max(70, Math.floor((scene.height - 34) / down) - 66)
  const type = scene.columns.find(({ name }) => name === facet.column)?.type
  // A number by itself does not say what it counts.
  const named = type === 'text' ? {} : { labelExpr: `${JSON.stringify(`${facet.column} `)} + (datum.label)` }
  return {
    $schema: schema,
    ...config,
    data: { values },
    columns: across,
    spacing: gap,
    facet: { field: 'f', type: 'nominal', sort: labels, header: { title: null, labelAnchor: 'start', labelLimit: width, ...named } },
    // Over each of the charts the title of the axis up would lie on the name of the chart: it stands once over all.
    ...(upTitle(body) !== null && { title: { text: upTitle(body), fontSize: 11, fontWeight: 500, offset: 8 } }),
    spec: { width, height, ...withoutUpTitle(body) },
  }
}

type Part = { readonly encoding?: { readonly y?: { readonly title?: string | null } }; readonly layer?: readonly Part[] }

function upTitle(part: Part): string | null {
  return part.encoding?.y?.title ?? part.layer?.map(upTitle).find((title) => title !== null) ?? null
}

function withoutUpTitle(part: Part): Part {
  return {
    ...part,
    ...(part.encoding?.y && { encoding: { ...part.encoding, y: { ...part.encoding.y, title: null } } }),
    ...(part.layer && { layer: part.layer.map(withoutUpTitle) }),
  }
}

function bodyOf(scene: ChartScene): VegaSpec {
  switch (scene.data.kind) {
    case 'histogram':
      return bins(scene)
    case 'bar':
      return scene.data.axes.x?.as === 'category' ? bars(scene) : bins(scene)
    case 'line':
      return line(scene)
    case 'box':
      return boxes(scene)
    case 'scatter':
      return points(scene)
    case 'hexbin':
      return hexagons(scene)
    case 'heatmap':
      return heat(scene)
    case 'mosaic':
      return mosaic(scene)
    case 'correlation':
      return correlations(scene)
    case 'missing':
      return missing(scene)
  }
}
