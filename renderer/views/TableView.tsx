import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { View } from '../../engine/protocol/artifact.ts'
import { useFigureFormats } from './use-fixed.ts'
import { useText } from '../session/use-text.ts'
import { Button } from '../ui/Button.tsx'
import { Bars } from './Bars.tsx'
import { barsOf } from './bars-of.ts'
import { formatFigure } from './format-figure.ts'

type TableOf = Extract<View, { view: 'table' }>

const shownAtFirst = 50

/** A small table of a report; names with one number each are drawn as bars. */
export function TableView({ view }: { readonly view: TableOf }) {
  const { t } = useLingui()
  const text = useText()
  const formats = useFigureFormats()
  const [all, setAll] = useState(false)
  const bars = barsOf(view)
  if (bars && bars.bars.length <= shownAtFirst)
    return (
      <Bars label={text(view.title) || view.columns.map(({ label }) => text(label)).join(', ')} bars={bars.bars} format={bars.format} />
    )
  const rows = all ? view.rows : view.rows.slice(0, shownAtFirst)
  const show = (value: TableOf['rows'][number][string] | undefined, format: TableOf['columns'][number]['format']) => {
    if (value === null || value === undefined) return <span className="text-text-3">{t`missing`}</span>
    if (typeof value === 'boolean') return value ? t`yes` : t`no`
    return typeof value === 'number' ? formatFigure(value, format === 'text' ? 'number' : format, formats) : value
  }
  return (
    <div className="min-w-0 overflow-x-auto">
      <table className="table">
        <thead>
          <tr>
            {view.columns.map(({ key, label, format }) => (
              <th key={key} scope="col" className={format === 'text' ? '' : 'n'}>
                {text(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {view.columns.map(({ key, format }) => (
                <td key={key} className={format === 'text' ? 'max-w-72 truncate' : 'n'}>
                  {show(row[key], format)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < view.rows.length && (
        <Button size="s" variant="ghost" className="mt-2" onClick={() => setAll(true)}>
          {t`Show all ${formats.count(view.rows.length)} rows`}
        </Button>
      )}
    </div>
  )
}
