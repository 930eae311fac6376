import type { FeatureDrift } from '../../../engine/protocol/workspace.ts'
import { useFixed } from '../use-fixed.ts'
import { driftShare } from './rank-drift.ts'

const colours = { drift: 'var(--err)', watch: 'var(--warn-mark)', calm: 'var(--c-utility)', few: 'var(--c-utility)' } as const
const width = 88

/** The measure as a bar with a tick at its limit, and its value. The limit stands at two thirds of the bar. */
export function DriftMeter({ drift }: { readonly drift: FeatureDrift }) {
  const fixed = useFixed()
  const share = driftShare(drift)
  const limit = width * (2 / 3)
  return (
    <span className="flex items-center gap-2">
      <svg width={width} height={16} aria-hidden className="flex-none">
        <rect width={width} height={4} y={6} rx={2} fill="var(--press)" />
        {share !== null && <rect width={Math.min(width, share * limit)} height={4} y={6} rx={2} fill={colours[drift.verdict]} />}
        <path d={`M${limit} 3v10`} stroke="var(--text-2)" />
      </svg>
      <span className="num">{drift.value === null ? '–' : fixed(drift.value, 2)}</span>
    </span>
  )
}
