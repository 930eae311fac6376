import { useLingui } from '@lingui/react/macro'
import type { ProfiledColumn } from '../../../engine/protocol/profile.ts'
import { useFormat } from '../../session/use-format.ts'

/** The shape of a column: bars of its numbers or moments, its most frequent values, or the word that nearly every value differs. */
export function ColumnPicture({ column, rows }: { readonly column: ProfiledColumn; readonly rows: number }) {
  const { t } = useLingui()
  const { percent } = useFormat()
  const { top, histogram, type } = column
  if (histogram)
    return (
      <div className="picture">
        <svg viewBox={`0 0 ${histogram.length} 56`} preserveAspectRatio="none" aria-hidden>
          {histogram.map((size, i) => {
            const tall = size === 0 ? 0 : Math.max(1, (size / Math.max(1, ...histogram)) * 56)
            return <rect key={i} x={i} width={0.9} y={56 - tall} height={tall} />
          })}
        </svg>
      </div>
    )
  const first = top?.values[0]
  if (!top || !first)
    return <p className="picture meta">{type.startsWith('list') ? t`A list in each row.` : t`Nothing but missing values.`}</p>
  if (first.rows === 1 || first.rows / Math.max(1, rows) < 0.002) return <p className="picture meta">{t`Nearly every value differs.`}</p>
  return (
    <div className="picture">
      {top.values.slice(0, 3).map(({ value, rows: size }) => (
        <div className="profile-value" key={value}>
          <span className="truncate" title={value}>
            {value.trim() === '' ? t`(blank)` : value}
          </span>
          <span className="track">
            <span style={{ width: `${(100 * size) / Math.max(1, rows)}%` }} />
          </span>
          <span>{`${top.exact ? '' : '≈ '}${percent(size / Math.max(1, rows), 0)}`}</span>
        </div>
      ))}
    </div>
  )
}
