import { useLingui } from '@lingui/react/macro'
import type { ProfiledColumn } from '../../../engine/protocol/profile.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { PortPlace } from '../../canvas/edit/add-behind.ts'
import { useStepBehind } from './use-step-behind.ts'

export interface KindBadgeProps {
  readonly name: string
  readonly kind: NonNullable<ProfiledColumn['kind']>
  readonly pipeline: PipelineDocument | undefined
  readonly place: PortPlace
}

/** What the texts of a column are, with the share that fits; a click adds the node that checks them. */
export function KindBadge({ name, kind, pipeline, place }: KindBadgeProps) {
  const { t } = useLingui()
  const text = useText()
  const { percent, count } = useFormat()
  const params = { columns: { by: 'names', names: [name] }, kind: kind.id }
  const { mended, possible, add } = useStepBehind(pipeline, place, { label: kind.label, type: 'quality.check-kind', params })
  const told = t`${percent(kind.share)} of ${count(kind.values)} different values are of this kind.`
  return (
    <button
      type="button"
      className="profile-kind"
      data-partial={kind.share < 1 || undefined}
      disabled={mended || !possible}
      title={mended ? told : t`${told} Click to check each value.`}
      onClick={add}
    >
      <span className="sr-only">{t`Check ${name}:`}</span>
      {kind.personal && <Icon name="user-search" size={12} />}
      <span className="truncate">{text(kind.label)}</span>
      <span>{percent(kind.share, kind.share > 0.99 && kind.share < 1 ? 1 : 0)}</span>
      {mended && <Icon name="check" size={12} />}
    </button>
  )
}
