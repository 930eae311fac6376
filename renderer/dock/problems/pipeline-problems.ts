import type { Problem } from '../../../engine/protocol/problem.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import type { Run } from '../../runs/run.ts'
import { distinctProblems, orderProblems } from './order-problems.ts'

/** Everything that is wrong with a pipeline: its file, its document as the engine sees it, its last run and the steps of it that failed. */
export function pipelineProblems(pipeline: PipelineDocument | undefined, run: Run | undefined): Problem[] {
  if (!pipeline) return []
  const { document, inspection, openingProblems } = pipeline
  const failed = Object.values(run?.steps ?? {}).flatMap(({ node, problem, state, fingerprint }) => {
    // What failed with other settings is not a problem any more.
    const current = inspection?.nodes[node]?.fingerprint
    const still =
      state === 'failed' && problem && document.nodes[node] && (current === undefined || current === fingerprint || fingerprint === '')
    return still ? [{ ...problem, place: { node, ...problem.place } }] : []
  })
  const all = [...openingProblems, ...(inspection?.problems ?? []), ...(run?.problem ? [run.problem] : []), ...failed]
  return orderProblems(distinctProblems(all), Object.keys(document.nodes))
}
