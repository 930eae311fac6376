import type { Document } from '../../../engine/protocol/document.ts'
import type { MethodOutput } from '../../../engine/protocol/methods.ts'
import { useCatalogue } from '../../session/catalogue.ts'
import { useText } from '../../session/use-text.ts'

export type Step = MethodOutput<'readRun'>['steps'][number]

/** What a step of an old run is called now. The engine names one without a title of its own by its type. */
export function useStepTitle(nodes: Document['nodes']): (step: Step) => string {
  const text = useText()
  const byType = useCatalogue((state) => state.byType)
  return ({ node, title }) => nodes[node]?.title ?? (text(byType[nodes[node]?.type ?? title]?.title) || title)
}
