export interface SparkProps {
  /** Heights of the bars in any unit; drawn relative to the largest. */
  readonly values: readonly number[]
  readonly colour?: string
  readonly width?: number
  readonly height?: number
}

/** A histogram the size of a word, as one path. */
export function Spark({ values, colour = 'var(--c-utility)', width = 48, height = 14 }: SparkProps) {
  const most = Math.max(...values, 1e-9)
  const pitch = width / Math.max(1, values.length)
  const bars = values.map((value, i) => {
    const tall = Math.max(value > 0 ? 1 : 0, (value / most) * (height - 1))
    return `M${(i * pitch).toFixed(2)} ${height}v${(-tall).toFixed(2)}h${Math.max(0.5, pitch - 1).toFixed(2)}v${tall.toFixed(2)}z`
  })
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden className="flex-none">
      <path d={bars.join('')} fill={colour} opacity={0.75} />
    </svg>
  )
}
