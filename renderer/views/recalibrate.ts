import { calibrateModel } from '../../engine/graph/commands/calibrate-model.ts'
import type { PipelineDocument } from '../document/pipeline-document.ts'
import { useSession } from '../session/store.ts'

/** Puts a node behind a model that calibrates it by rows that are kept from it, and shows it. False where that cannot be. */
export function recalibrate(pipeline: Pick<PipelineDocument, 'document' | 'apply' | 'readOnly'>, model: string): boolean {
  const made = pipeline.readOnly ? null : calibrateModel(pipeline.document, model)
  if (!made || !pipeline.apply(made.command, { en: 'Recalibrate', fr: 'Recalibrer' })) return false
  useSession.getState().show({ node: made.id })
  return true
}
