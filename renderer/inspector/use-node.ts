import { useMemo } from 'react'
import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { DocumentNode } from '../../engine/protocol/document.ts'
import type { NodeInspection } from '../../engine/protocol/inspection.ts'
import type { Problem } from '../../engine/protocol/problem.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { PipelineDocument } from '../document/pipeline-document.ts'
import type { StepRun } from '../runs/run.ts'
import { useStep } from '../runs/store.ts'
import { useCatalogueEntry } from '../session/catalogue.ts'

/** A node with everything that the inspector shows of it. */
export interface InspectedNode {
  readonly pipeline: PipelineDocument
  readonly id: string
  readonly node: DocumentNode
  /** Undefined when this installation does not know its type. */
  readonly entry: CatalogueEntry | undefined
  readonly inspection: NodeInspection | undefined
  readonly step: StepRun | undefined
  readonly problems: readonly Problem[]
  readonly title: Text
}

const none: readonly Problem[] = []

export function useNode(pipeline: PipelineDocument, id: string): InspectedNode | null {
  const node = pipeline.document.nodes[id]
  const entry = useCatalogueEntry(node?.type)
  const step = useStep(pipeline.path, id)
  const inspection = pipeline.inspection?.nodes[id]
  const found = pipeline.inspection?.problems ?? none
  const problems = useMemo(() => {
    const own = found.filter(({ place }) => place.node === id)
    const failed =
      step?.state === 'failed' && step.problem && (!inspection || inspection.fingerprint === step.fingerprint) ? [step.problem] : []
    const said = new Set(own.map(({ text }) => text.en))
    return [...own, ...failed.filter(({ text }) => !said.has(text.en))]
  }, [found, id, step, inspection])
  if (!node) return null
  const own = node.title ?? (entry ? undefined : node.type)
  const title = own === undefined && entry ? entry.title : { en: own ?? id, fr: own ?? id }
  return { pipeline, id, node, entry, inspection, step, problems, title }
}
