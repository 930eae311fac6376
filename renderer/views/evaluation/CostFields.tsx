import { useLingui } from '@lingui/react/macro'
import { useSession } from '../../session/store.ts'
import { NumberInput } from '../../ui/NumberInput.tsx'
import type { CallCosts } from './threshold-costs.ts'

export interface CostFieldsProps {
  readonly costs: CallCosts
  readonly positive: string
  readonly onChange: (costs: CallCosts) => void
}

/** What calls cost, one by one; they count at once in the figures above. */
export function CostFields({ costs, positive, onChange }: CostFieldsProps) {
  const { t } = useLingui()
  const language = useSession((state) => state.language)
  const fields = [
    { id: 'falseAlarm', label: t`a false alarm costs` },
    { id: 'miss', label: t`a missed ${positive} costs` },
    { id: 'hit', label: t`a found ${positive} costs (a gain is negative)` },
    { id: 'rightNo', label: t`another left in peace costs` },
  ] as const
  return (
    <details className="chart-table" open={Object.values(costs).some((cost) => cost !== 0)}>
      <summary>{t`What calls cost`}</summary>
      <div className="cost-fields mt-2">
        {fields.map(({ id, label }) => (
          <div key={id} className="contents">
            <span>{label}</span>
            <NumberInput
              aria-label={label}
              locale={language}
              value={costs[id]}
              onChange={(value) => onChange({ ...costs, [id]: value ?? 0 })}
            />
          </div>
        ))}
      </div>
    </details>
  )
}
