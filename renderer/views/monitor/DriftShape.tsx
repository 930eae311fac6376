import type { FeatureDrift } from '../../../engine/protocol/workspace.ts'
import { driftBars } from './rank-drift.ts'

const width = 112
const height = 28

/** Training as a filled shape, now as a line over it. Decorative: the numbers and the sentence stand beside it. */
export function DriftShape({ drift }: { readonly drift: FeatureDrift }) {
  const bars = driftBars(drift)
  const most = Math.max(1e-9, ...bars.flatMap(({ reference, current }) => [reference, current]))
  const pitch = width / Math.max(1, bars.length)
  const steps = (side: 'reference' | 'current') =>
    bars
      .map(
        (bar, i) =>
          `${i === 0 ? 'M' : 'L'}${(i * pitch).toFixed(1)} ${(height - (bar[side] / most) * 25).toFixed(1)}H${((i + 1) * pitch).toFixed(1)}`,
      )
      .join('')
  if (bars.length === 0) return null
  return (
    <svg width={width} height={height + 1} aria-hidden className="block">
      <path d={`${steps('reference')}V${height}H0Z`} fill="var(--q2)" />
      <path d={steps('current')} fill="none" stroke={drift.verdict === 'drift' ? 'var(--err)' : 'var(--c-data)'} strokeWidth={1.5} />
    </svg>
  )
}
