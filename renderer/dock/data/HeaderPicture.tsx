import type { ColumnStatistics } from '../../../engine/protocol/table.ts'

const height = 26
const box = 120

/** The shape of a column in its header: bars for numbers and dates, shares of the most frequent values for the rest. Decorative. */
export function HeaderPicture({ statistics }: { readonly statistics: ColumnStatistics }) {
  const { histogram, top, rows, missing } = statistics
  if (histogram && histogram.length > 0) {
    const most = Math.max(1, ...histogram)
    const pitch = box / histogram.length
    const path = histogram
      .map((count, i) => {
        const tall = count === 0 ? 0 : Math.max(1, (count / most) * (height - 1))
        return `M${(i * pitch).toFixed(1)} ${height}v${(-tall).toFixed(1)}h${Math.max(0.8, pitch - 1.2).toFixed(1)}v${tall.toFixed(1)}z`
      })
      .join('')
    return (
      <svg width="100%" height={height} viewBox={`0 0 ${box} ${height}`} preserveAspectRatio="none" aria-hidden className="block">
        <path d={path} fill="var(--c-data)" opacity={0.75} />
      </svg>
    )
  }
  if (!top || top.length === 0) return null
  const present = Math.max(1, rows - missing)
  const shares = top.slice(0, 5).map((one) => one.rows / present)
  const rest = Math.max(0, 1 - shares.reduce((sum, share) => sum + share, 0))
  return (
    <div className="grid-shares" aria-hidden>
      {shares.map((share, i) => (
        <i key={i} style={{ flex: share, background: `var(--q${5 - i})` }} />
      ))}
      {rest > 0.005 && <i style={{ flex: rest, background: 'var(--press)' }} />}
    </div>
  )
}
