import type { Fix } from '../../engine/protocol/problem.ts'
import type { PipelineDocument } from '../document/pipeline-document.ts'

/** Does what a fix says, as one step of undo under its label. */
export function applyFix(pipeline: Pick<PipelineDocument, 'apply'>, fix: Fix): void {
  const [only, ...more] = fix.commands
  if (only) pipeline.apply(more.length === 0 ? only : { type: 'batch', commands: fix.commands }, fix.label)
}
