import { useLingui } from '@lingui/react/macro'
import type { FeatureDrift } from '../../../engine/protocol/workspace.ts'
import { useText } from '../../session/use-text.ts'
import { Chip } from '../../ui/Chip.tsx'
import { DriftMeter } from './DriftMeter.tsx'
import { DriftShape } from './DriftShape.tsx'

export interface DriftTableProps {
  readonly features: readonly FeatureDrift[]
  readonly chosen: string | null
  readonly onChoose: (feature: string) => void
}

/** Features ranked by drift: the two shapes, the measure against its limit, what it means. A row opens its detail. */
export function DriftTable({ features, chosen, onChoose }: DriftTableProps) {
  const { t } = useLingui()
  const text = useText()
  const verdicts = {
    drift: { tone: 'err', label: t`drifts` },
    watch: { tone: 'warn', label: t`watch` },
    calm: { tone: 'ok', label: t`calm` },
    few: { tone: 'neutral', label: t`too few` },
  } as const
  return (
    <table className="table drift-table">
      <thead>
        <tr>
          <th scope="col">{t`Feature`}</th>
          <th scope="col">{t`Training and now`}</th>
          <th scope="col">{t`Drift`}</th>
          <th scope="col">{t`What it means`}</th>
          <th scope="col">
            <span className="sr-only">{t`Verdict`}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {features.map((drift) => {
          const verdict = verdicts[drift.verdict]
          return (
            <tr key={drift.feature} data-chosen={drift.feature === chosen || undefined}>
              <td className="max-w-40">
                <button
                  type="button"
                  className="min-h-6 max-w-full truncate text-left font-semibold hover:underline"
                  aria-pressed={drift.feature === chosen}
                  onClick={() => onChoose(drift.feature)}
                >
                  {drift.feature}
                </button>
              </td>
              <td>
                <DriftShape drift={drift} />
              </td>
              <td>
                <DriftMeter drift={drift} />
              </td>
              <td className={drift.verdict === 'calm' ? 'text-text-2' : ''}>{text(drift.text)}</td>
              <td className="n">
                <Chip tone={verdict.tone}>{verdict.label}</Chip>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
