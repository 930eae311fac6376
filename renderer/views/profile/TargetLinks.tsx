import { useLingui } from '@lingui/react/macro'
import type { ProfileTarget, ProfileWarning } from '../../../engine/protocol/profile.ts'
import { useFormat } from '../../session/use-format.ts'
import { SectionHead } from '../SectionHead.tsx'

export interface TargetLinksProps {
  readonly target: ProfileTarget
  readonly warnings: readonly ProfileWarning[]
  /** The figures come from a sample. */
  readonly rough: boolean
}

/** How well each column tells the target alone; those that know the answer stand out. */
export function TargetLinks({ target, warnings, rough }: TargetLinksProps) {
  const { t } = useLingui()
  const { number } = useFormat()
  const leaks = new Set(warnings.filter(({ code }) => code.startsWith('leak')).flatMap(({ columns }) => columns))
  const about = rough ? '≈ ' : ''
  return (
    <div className="mt-5">
      <SectionHead
        title={t`Link to ${target.column}`}
        note={target.task === 'classification' ? t`power alone: 2 AUC − 1` : t`power alone: explained share of the variance`}
      />
      {target.powers.slice(0, 8).map(({ column, power, information }) => (
        <div
          className="profile-link"
          key={column}
          data-leak={leaks.has(column) || undefined}
          title={information === null ? undefined : t`${number(information, 3)} bits of information`}
        >
          <span className="truncate">{column}</span>
          <span className="track">
            <span style={{ width: `${Math.max(1, power * 100)}%` }} />
          </span>
          <span className="text-right">{about + number(power, 2)}</span>
        </div>
      ))}
    </div>
  )
}
