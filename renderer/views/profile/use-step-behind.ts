import type { ProfileWarning } from '../../../engine/protocol/profile.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { useCatalogueMap } from '../../document/port-catalogue.ts'
import { addBehind, type PortPlace } from '../../canvas/edit/add-behind.ts'
import { isMended } from './is-mended.ts'

export interface StepBehind {
  /** A node of the pipeline does it already. */
  readonly mended: boolean
  readonly possible: boolean
  readonly add: () => void
}

/** The node that mends something, to be put behind the profiled port. */
export function useStepBehind(pipeline: PipelineDocument | undefined, place: PortPlace, remedy: ProfileWarning['remedy']): StepBehind {
  const catalogue = useCatalogueMap()
  return {
    mended: pipeline !== undefined && isMended(pipeline.document, remedy),
    possible: pipeline !== undefined && !pipeline.readOnly && catalogue.has(remedy.type),
    add: () => {
      const addition = pipeline && addBehind(pipeline.document, catalogue, place, remedy)
      if (addition) pipeline.apply(addition.command, addition.label)
    },
  }
}
