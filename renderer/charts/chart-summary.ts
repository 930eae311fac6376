import type { ChartData } from '../../engine/protocol/chart.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { allRows } from '../session/all-rows.ts'
import { formatCount } from '../session/format.ts'

const kinds: Readonly<Record<ChartData['kind'], Text>> = {
  histogram: { en: 'Histogram', fr: 'Histogramme' },
  bar: { en: 'Bars', fr: 'Barres' },
  box: { en: 'Boxes', fr: 'Boîtes' },
  line: { en: 'Line', fr: 'Courbe' },
  scatter: { en: 'Points', fr: 'Points' },
  hexbin: { en: 'Hexagons', fr: 'Hexagones' },
  heatmap: { en: 'Heat map', fr: 'Carte de chaleur' },
  mosaic: { en: 'Mosaic', fr: 'Mosaïque' },
  correlation: { en: 'Correlations', fr: 'Corrélations' },
  missing: { en: 'Missing values', fr: 'Valeurs manquantes' },
}

/** What a chart shows, as a sentence: its accessible name. */
export function chartSummary({ kind, axes, rows, of, marks, columns }: ChartData, language: 'en' | 'fr'): string {
  const names = columns ?? [axes.x, axes.y, axes.colour, axes.size, axes.facet].flatMap((axis) => (axis ? [axis.column] : []))
  const said = names.length > 6 ? [...names.slice(0, 6), '…'] : names
  const [n, all, count] = [rows, of, marks.length].map((number) => formatCount(number, language))
  if (language === 'fr')
    return `${kinds[kind].fr} de ${said.join(', ')} : ${count} marques, ${rows < of ? `échantillon de ${n} lignes sur ${all}` : allRows(of).fr}`
  return `${kinds[kind].en} of ${said.join(', ')}: ${count} marks, ${rows < of ? `sample of ${n} of ${all} rows` : allRows(of).en}`
}
