import { useLingui } from '@lingui/react/macro'
import type { FeatureDrift } from '../../../engine/protocol/workspace.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { Chart } from '../chart/Chart.tsx'
import { clipName, nameWidth } from '../chart/clip-name.ts'
import { linear } from '../chart/scale.ts'
import { useFixed } from '../use-fixed.ts'
import { driftBars, type DriftBar } from './rank-drift.ts'
import { useMeasureName } from './use-measure-name.ts'

const pitch = 30

/** One feature in full: the shares of training and now side by side, and how much is missing. */
export function DriftDetail({ drift }: { readonly drift: FeatureDrift }) {
  const { t } = useLingui()
  const text = useText()
  const { number, percent } = useFormat()
  const fixed = useFixed()
  const nameOf = useMeasureName()
  const bars = driftBars(drift)
  const words: Readonly<Record<string, string>> = drift.yesNo ? { true: t`yes`, false: t`no` } : {}
  const named = ({ label, upTo }: DriftBar) => (upTo === undefined ? (words[label] ?? label) : `≤ ${number(upTo)}`)
  const most = Math.max(1e-9, ...bars.flatMap(({ reference, current }) => [reference, current]))
  const hot = drift.verdict === 'drift' ? 'var(--err)' : 'var(--c-data)'
  return (
    <div>
      <p className="mb-2">{text(drift.text)}</p>
      <p className="meta mb-3 first-letter:uppercase">
        {drift.value !== null &&
          drift.limit !== null &&
          t`${nameOf(drift.measure)}: ${fixed(drift.value, 2)}, limit ${fixed(drift.limit, 2)}. `}
        {t`Missing: ${percent(drift.missing.reference)} in training, ${percent(drift.missing.current)} now.`}
      </p>
      <div className="mb-1 flex gap-4 text-meta text-text-2">
        <span className="flex items-center gap-1.5">
          <span className="size-2 rounded-xs" style={{ background: 'var(--q3)' }} />
          {t`training`}
        </span>
        <span className="flex items-center gap-1.5">
          <span className="size-2 rounded-xs" style={{ background: hot }} />
          {t`now`}
        </span>
      </div>
      <Chart
        label={t`Shares of ${drift.feature} in training and now: ${bars.map((bar) => `${named(bar)} ${percent(bar.reference)}, ${percent(bar.current)}`).join('; ')}`}
        height={bars.length * pitch + 4}
      >
        {(width) => {
          const names = nameWidth(bars.map(named), width)
          const x = linear([0, most], [names, width - 52])
          return bars.map((bar, i) => {
            const { reference, current } = bar
            const label = named(bar)
            const y = i * pitch
            return (
              <g key={bar.label}>
                <text className="row-name" x={0} y={y + 18}>
                  <title>{label}</title>
                  {clipName(label, names)}
                </text>
                <rect x={names} y={y + 4} width={Math.max(1, x(reference) - names)} height={9} rx={1.5} fill="var(--q3)" />
                <rect x={names} y={y + 15} width={Math.max(1, x(current) - names)} height={9} rx={1.5} fill={hot} />
                <text x={width} y={y + 12} textAnchor="end">
                  {percent(reference)}
                </text>
                <text className="strong" x={width} y={y + 24} textAnchor="end">
                  {percent(current)}
                </text>
              </g>
            )
          })
        }}
      </Chart>
    </div>
  )
}
