import { useLingui } from '@lingui/react/macro'
import type { Profile, ProfiledColumn } from '../../../engine/protocol/profile.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { useColumnWords } from '../use-column-words.ts'

/** All figures of all columns. */
export function ColumnTable({ profile, columns }: { readonly profile: Profile; readonly columns: readonly ProfiledColumn[] }) {
  const { t } = useLingui()
  const { count, percent, number } = useFormat()
  const words = useColumnWords()
  const text = useText()
  const heads = [
    t`missing`,
    t`distinct`,
    t`min`,
    t`5 %`,
    t`median`,
    t`95 %`,
    t`max`,
    t`mean`,
    t`deviation`,
    t`skew`,
    t`kurtosis`,
    t`zeros`,
    t`outliers`,
    t`power`,
  ]
  const say = (value: unknown) => (typeof value === 'number' ? number(value, 3) : typeof value === 'string' ? value.slice(0, 19) : '')
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t`Figures of the columns`}>
      <table className="table profile-figures">
        <thead>
          <tr>
            <th scope="col">{t`Column`}</th>
            <th scope="col">{t`Type`}</th>
            {heads.map((head) => (
              <th scope="col" className="n" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => {
            const { number: numbers, quantiles, type } = column
            const about = quantiles?.exact === false ? '≈ ' : ''
            const shaped = profile.basis.shapes?.exact === false ? '≈ ' : ''
            const rough = (value: unknown) => (value == null ? '' : about + say(value))
            const ends = type !== 'text'
            const cells = [
              percent(column.missing.total / Math.max(1, profile.rows)),
              (column.distinct.exact ? '' : '≈ ') + count(column.distinct.values),
              ends ? say(column.min) : '',
              rough(quantiles?.p05),
              rough(quantiles?.p50),
              rough(quantiles?.p95),
              ends ? say(column.max) : '',
              say(numbers?.mean),
              say(numbers?.deviation),
              numbers?.skew == null ? '' : shaped + say(numbers.skew),
              numbers?.kurtosis == null ? '' : shaped + say(numbers.kurtosis),
              numbers ? count(numbers.zeros) : '',
              numbers ? about + count(numbers.outliers.rows) : '',
              say(column.power),
            ]
            return (
              <tr key={column.name}>
                <td className="font-medium">{column.name}</td>
                <td className="text-text-2">{[words.type(type), text(column.kind?.label)].filter((word) => word).join(', ')}</td>
                {cells.map((cell, i) => (
                  <td className="n" key={i}>
                    {cell}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
