import { useLingui } from '@lingui/react/macro'
import type { ProfileWarning } from '../../../engine/protocol/profile.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { useCatalogueMap } from '../../document/port-catalogue.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { addBehind, type PortPlace } from '../../canvas/edit/add-behind.ts'
import { isMended } from './is-mended.ts'

export interface AddStepProps {
  readonly pipeline: PipelineDocument | undefined
  readonly place: PortPlace
  readonly remedy: ProfileWarning['remedy']
}

/** Adds the node that mends something behind the profiled port; says so once it is there. */
export function AddStep({ pipeline, place, remedy }: AddStepProps) {
  const { t } = useLingui()
  const text = useText()
  const catalogue = useCatalogueMap()
  if (pipeline && isMended(pipeline.document, remedy)) return <Chip tone="ok" icon="check">{t`in the pipeline`}</Chip>
  const add = () => {
    const addition = pipeline && addBehind(pipeline.document, catalogue, place, remedy)
    if (addition) pipeline.apply(addition.command, addition.label)
  }
  return (
    <Button size="s" disabled={!pipeline || pipeline.readOnly || !catalogue.has(remedy.type)} onClick={add}>
      {text(remedy.label)}
    </Button>
  )
}
