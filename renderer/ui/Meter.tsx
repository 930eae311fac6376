export interface MeterProps {
  /** 0 to 1. */
  readonly share: number
  readonly colour?: string
  readonly width?: number
}

/** A small bar beside its number; decorative, since the number stands beside it. */
export function Meter({ share, colour = 'var(--c-utility)', width = 48 }: MeterProps) {
  const filled = Math.min(1, Math.max(0, share)) * width
  return (
    <svg width={width} height={14} aria-hidden className="flex-none">
      <rect y={5} width={width} height={4} rx={2} fill="var(--press)" />
      <rect y={5} width={filled} height={4} rx={2} fill={colour} />
    </svg>
  )
}
