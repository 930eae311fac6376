export interface LagBarsProps {
  readonly values: readonly number[]
  /** What chance does: within ± this. */
  readonly band: number
  readonly label: string
}

/** One bar a lag, up or down from 0, within −1 and 1. */
export function LagBars({ values, band, label }: LagBarsProps) {
  const edge = Math.min(1, band)
  return (
    <svg viewBox={`0 -1 ${Math.max(1, values.length)} 2`} preserveAspectRatio="none" className="profile-lags" role="img" aria-label={label}>
      <rect className="band-of-chance" x={0} y={-edge} width={values.length} height={2 * edge} />
      {values.map((value, i) => (
        <rect key={i} x={i + 0.1} y={Math.min(0, -value)} width={0.8} height={Math.abs(value)} />
      ))}
    </svg>
  )
}
