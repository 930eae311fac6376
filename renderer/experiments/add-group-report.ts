import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { Command } from '../../engine/protocol/command.ts'
import type { Document } from '../../engine/protocol/document.ts'
import { freeId, idBase, newNode } from '../canvas/edit/new-node.ts'
import { modelOf, type ComparedRun } from './compared-run.ts'

export interface AddedReport {
  /** Id of the new node. */
  readonly id: string
  readonly command: Command
}

const below = 136

/**
 * A group report about the model of a run, on the rows that judged it, below the node that did. Null where the pipeline has them no more. Pure.
 */
export function addGroupReport(document: Document, run: ComparedRun, entry: CatalogueEntry): AddedReport | null {
  const judged = run.evaluation === null ? undefined : run.record?.evaluations[run.evaluation]
  const model = modelOf(run)
  const rows = judged?.judgedOn
  const port = run.record?.artifacts.find(({ node, kind }) => node === model?.node && kind === 'model')?.port
  if (
    !judged ||
    !model ||
    !rows ||
    port === undefined ||
    [judged.node, model.node, rows.node].some((id) => !Object.hasOwn(document.nodes, id))
  )
    return null
  const id = freeId(document, idBase(entry.id))
  const place = document.layout[judged.node] ?? { x: 0, y: 0 }
  const wire = (from: string, port: string) => ({ type: 'connect', wire: { from, to: `${id}.${port}` }, replace: true }) as const
  const command: Command = {
    type: 'batch',
    commands: [
      { type: 'add-node', id, node: newNode(entry), position: { x: place.x, y: place.y + below } },
      wire(`${rows.node}.${rows.port}`, 'table'),
      wire(`${model.node}.${port}`, 'model'),
    ],
  }
  return { id, command }
}
