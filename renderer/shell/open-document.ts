import { useMemo } from 'react'
import type { Text } from '../../engine/protocol/text.ts'
import { pipelineProblems } from '../dock/problems/pipeline-problems.ts'
import type { PipelineDocument } from '../document/pipeline-document.ts'
import { useDocument } from '../document/store.ts'
import { useRun } from '../runs/store.ts'
import type { Run } from '../runs/run.ts'
import { useCatalogue, type Catalogue } from '../session/catalogue.ts'

export interface OpenNode {
  readonly id: string
  readonly type: string
  readonly title: Text
  /** Names of the columns that leave it, as far as they are known. */
  readonly columns: readonly string[]
}

/** What the bars around the canvas say of an open pipeline. */
export interface OpenDocument extends PipelineDocument {
  readonly name: string
  readonly nodes: readonly OpenNode[]
  readonly errors: number
  readonly warnings: number
  /** What each edit did, oldest first. */
  readonly past: readonly Text[]
  /** What could be done again, next one first. */
  readonly future: readonly Text[]
  /** The title of a node; its id when there is no such node. */
  readonly titleOf: (node: string) => Text
}

type ByType = Catalogue['byType']

function titleOf({ document }: PipelineDocument, byType: ByType, id: string): Text {
  const node = document.nodes[id]
  if (node?.title) return { en: node.title, fr: node.title }
  return (node && byType[node.type]?.title) ?? { en: node?.type ?? id, fr: node?.type ?? id }
}

/** Pure; counts the problems that the dock lists. */
export function openDocument(pipeline: PipelineDocument, byType: ByType, run: Run | undefined): OpenDocument {
  const { document, inspection, history } = pipeline
  const problems = pipelineProblems(pipeline, run)
  const title = (id: string) => titleOf(pipeline, byType, id)
  return {
    ...pipeline,
    name: document.name,
    nodes: Object.entries(document.nodes).map(([id, { type }]) => ({
      id,
      type,
      title: title(id),
      columns: Object.values(inspection?.nodes[id]?.outputs ?? {}).flatMap(({ columns }) => (columns ?? []).map((column) => column.name)),
    })),
    errors: problems.filter((problem) => problem.severity === 'error').length,
    warnings: problems.filter((problem) => problem.severity === 'warning').length,
    past: history.past.map((step) => step.label),
    future: history.future.map((step) => step.label),
    titleOf: title,
  }
}

export function useOpenDocument(path: string | null): OpenDocument | undefined {
  const pipeline = useDocument(path)
  const byType = useCatalogue((state) => state.byType)
  const run = useRun(path)
  return useMemo(() => pipeline && openDocument(pipeline, byType, run), [pipeline, byType, run])
}
