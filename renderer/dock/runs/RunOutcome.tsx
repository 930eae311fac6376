import { useLingui } from '@lingui/react/macro'
import type { RunEntry } from '../../../engine/protocol/workspace.ts'
import { Arc } from '../../ui/Arc.tsx'
import { Icon } from '../../ui/Icon.tsx'

/** How a run ended, as an icon with its word. */
export function RunOutcome({ outcome }: { readonly outcome: RunEntry['outcome'] }) {
  const { t } = useLingui()
  const marks = {
    done: { icon: 'circle-check', tone: 'ok', label: t`done` },
    failed: { icon: 'octagon-alert', tone: 'err', label: t`failed` },
    cancelled: { icon: 'ban', tone: 'muted', label: t`cancelled` },
    lost: { icon: 'triangle-alert', tone: 'warn', label: t`lost: the engine ended` },
    running: { icon: '', tone: 'accent', label: t`running` },
  } as const
  const { icon, tone, label } = marks[outcome]
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      {outcome === 'running' ? <Arc size={12} /> : <Icon name={icon} size={14} className={`tone-${tone}`} />}
      {label}
    </span>
  )
}
