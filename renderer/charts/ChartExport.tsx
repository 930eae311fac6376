import { useLingui } from '@lingui/react/macro'
import type { View } from 'vega'
import type { TableColumn } from '../../engine/protocol/table.ts'
import { attempt } from '../session/notices.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { pageTokens } from '../views/vega-theme.ts'
import { datumOf, type VegaSpec } from './spec-parts.ts'
import { chartCsv, chartPng, chartSvg, keepFile } from './export-chart.ts'
import { useChartWords } from './use-chart-words.ts'
import type { DrawnData } from './use-chart-data.ts'

export interface ChartExportProps {
  readonly drawn: DrawnData
  readonly columns: readonly TableColumn[]
  readonly title: string
  readonly view: View | null
  readonly vega: VegaSpec | null
}

/** The chart as a file: a picture, its Vega-Lite text, its figures. */
export function ChartExport({ drawn, columns, title, view, vega }: ChartExportProps) {
  const { t } = useLingui()
  const words = useChartWords()
  const ground = () => pageTokens()('--surface')
  const name = [title, drawn.spec.x, drawn.spec.y].filter((part) => part !== null).join(' ')
  const svg = async (drawing: View) => keepFile({ name: `${name}.svg`, type: 'image/svg+xml', content: await chartSvg(drawing, ground()) })
  const png = async (drawing: View) => keepFile({ name: `${name}.png`, type: 'image/png', content: await chartPng(drawing, ground()) })
  const rows = () => drawn.data.marks.map((_, i) => datumOf({ ...drawn, columns, words }, i))
  return (
    <Menu
      align="end"
      trigger={<IconButton icon="download" size="s" label={t`Save the chart`} />}
      entries={[
        { id: 'svg', label: t`Picture to scale (SVG)`, disabled: !view, onSelect: () => view && void attempt(svg(view)) },
        { id: 'png', label: t`Picture (PNG)`, disabled: !view, onSelect: () => view && void attempt(png(view)) },
        {
          id: 'vega',
          label: t`Vega-Lite (JSON)`,
          disabled: !vega,
          onSelect: () => keepFile({ name: `${name}.vl.json`, type: 'application/json', content: JSON.stringify(vega, null, 2) }),
        },
        {
          id: 'csv',
          label: t`Its figures (CSV)`,
          onSelect: () => keepFile({ name: `${name}.csv`, type: 'text/csv', content: chartCsv(drawn.data, rows(), words.rows) }),
        },
      ]}
    />
  )
}
