import { useLingui } from '@lingui/react/macro'
import type { FoundCluster } from '../../../engine/protocol/cluster.ts'
import { useFormat } from '../../session/use-format.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Input } from '../../ui/Input.tsx'
import type { ClusterChoice } from './cluster-choices.ts'

export interface ClusterRowProps {
  readonly cluster: FoundCluster
  readonly choice: ClusterChoice
  readonly onChange: (choice: ClusterChoice) => void
}

/** One cluster: whether it is merged, what its values become, and its values with their rows; a click leaves one out. */
export function ClusterRow({ cluster, choice, onChange }: ClusterRowProps) {
  const { t } = useLingui()
  const { count } = useFormat()
  const toggle = (value: string) => {
    const apart = new Set(choice.apart)
    if (!apart.delete(value)) apart.add(value)
    onChange({ ...choice, apart })
  }
  return (
    <li data-approved={choice.approved || undefined}>
      <Checkbox checked={choice.approved} onChange={(approved) => onChange({ ...choice, approved })}>
        <span className="sr-only">{t`Merge into ${choice.to}`}</span>
      </Checkbox>
      <Input
        aria-label={t`Value that remains`}
        value={choice.to}
        live
        onChange={(to) => {
          if (to !== choice.to) onChange({ ...choice, to, approved: true })
        }}
      />
      <span className="cluster-values">
        {cluster.values.map(({ value, rows }) => (
          <button
            key={value}
            type="button"
            className="cluster-value"
            aria-pressed={!choice.apart.has(value)}
            title={choice.apart.has(value) ? t`Left out` : t`Leave out`}
            onClick={() => toggle(value)}
          >
            <span className="truncate whitespace-pre">{value.trim() === '' ? t`(blank)` : value}</span>
            <span className="num text-text-3">{count(rows)}</span>
          </button>
        ))}
      </span>
    </li>
  )
}
