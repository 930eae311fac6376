import { useLingui } from '@lingui/react/macro'
import type { ProfileWarning } from '../../../engine/protocol/profile.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import type { PortPlace } from '../../canvas/edit/add-behind.ts'
import { useStepBehind } from './use-step-behind.ts'

export interface AddStepProps {
  readonly pipeline: PipelineDocument | undefined
  readonly place: PortPlace
  readonly remedy: ProfileWarning['remedy']
}

/** Adds the node that mends something behind the profiled port; says so once it is there. */
export function AddStep({ pipeline, place, remedy }: AddStepProps) {
  const { t } = useLingui()
  const text = useText()
  const { mended, possible, add } = useStepBehind(pipeline, place, remedy)
  if (mended) return <Chip tone="ok" icon="check">{t`in the pipeline`}</Chip>
  return (
    <Button size="s" disabled={!possible} onClick={add}>
      {text(remedy.label)}
    </Button>
  )
}
