import { useLingui } from '@lingui/react/macro'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useFormat } from '../session/use-format.ts'
import { useSession } from '../session/store.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { useWidth } from './chart/use-width.ts'
import { barsHeight } from './bars-height.ts'
import { drawVega } from './draw-vega.ts'
import { inLanguage } from './in-language.ts'
import { specTable } from './spec-table.ts'
import { useDrawnTheme } from './use-drawn-theme.ts'

export interface VegaChartProps {
  readonly spec: Readonly<Record<string, unknown>>
  /** What the chart shows, as a sentence: its accessible name. */
  readonly summary: string
  readonly height?: number
  /** Stands before the switch between chart and table. */
  readonly head?: ReactNode
}

/** A Vega-Lite chart in the hand of the design; its data can be read as a table instead. */
export function VegaChart({ spec: written, summary, height: usual = 240, head }: VegaChartProps) {
  const { t } = useLingui()
  const language = useSession((state) => state.language)
  const spec = useMemo(() => inLanguage(written, language), [written, language])
  const height = useMemo(() => barsHeight(spec) ?? usual, [spec, usual])
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className="min-w-0">
      <div className="mb-1 flex min-h-6 items-center gap-2">
        {head}
        <IconButton
          className="ml-auto"
          icon={asTable ? 'chart-column' : 'table'}
          size="s"
          label={asTable ? t`View as chart` : t`View as table`}
          onClick={() => setAsTable(!asTable)}
        />
      </div>
      {asTable ? <DataTable spec={spec} summary={summary} /> : <Drawing spec={spec} summary={summary} height={height} />}
    </figure>
  )
}

function Drawing({ spec, summary, height }: { readonly spec: VegaChartProps['spec']; readonly summary: string; readonly height: number }) {
  const { t } = useLingui()
  const language = useSession((state) => state.language)
  const theme = useDrawnTheme()
  const [ref, width] = useWidth<HTMLDivElement>()
  const place = useRef<HTMLDivElement>(null)
  const [failure, setFailure] = useState<string | null>(null)

  useEffect(() => {
    const element = place.current
    if (!element || width === 0) return
    let gone = false
    let takeAway: (() => void) | null = null
    drawVega({ spec, element, width, height, language }).then(
      (remove) => {
        if (gone) remove()
        else {
          takeAway = remove
          setFailure(null)
        }
      },
      (error: unknown) => {
        if (!gone) setFailure(error instanceof Error ? error.message : String(error))
      },
    )
    return () => {
      gone = true
      takeAway?.()
    }
  }, [spec, width, height, language, theme])

  return (
    <div ref={ref} className="min-w-0 overflow-x-auto" style={{ minHeight: height }} role="img" aria-label={summary}>
      {failure !== null && <p className="text-err">{t`The chart cannot be drawn: ${failure}`}</p>}
      <div ref={place} aria-hidden />
    </div>
  )
}

const mostRows = 200

function DataTable({ spec, summary }: { readonly spec: VegaChartProps['spec']; readonly summary: string }) {
  const { t } = useLingui()
  const formats = useFormat()
  const { columns, rows, headings } = specTable(spec)
  const shown = rows.slice(0, mostRows)
  return (
    <div className="scroll max-h-80" tabIndex={0} role="region" aria-label={summary}>
      <table className="table">
        <caption className="sr-only">{summary}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={rows.some((row) => typeof row[column] === 'number') ? 'n' : ''}>
                {headings[column] ?? column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, i) => (
            <tr key={i}>
              {columns.map((column) => {
                const value = row[column]
                return (
                  <td key={column} className={typeof value === 'number' ? 'n' : ''}>
                    {typeof value === 'number'
                      ? formats.number(value)
                      : typeof value === 'boolean'
                        ? value
                          ? t`yes`
                          : t`no`
                        : String(value ?? '')}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < rows.length && (
        <p className="meta mt-2">{t`The first ${formats.count(mostRows)} of ${formats.count(rows.length)} points.`}</p>
      )}
    </div>
  )
}
