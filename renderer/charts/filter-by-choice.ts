import type { Document } from '../../engine/protocol/document.ts'
import { addBehind, type PortPlace } from '../canvas/edit/add-behind.ts'
import type { Addition } from '../canvas/edit/add-node.ts'
import type { NodeCatalogue } from '../canvas/edit/new-node.ts'
import type { RowChoice } from './mark-choice.ts'

/** The node that keeps the rows of a chart's marks, or leaves them out, behind the port that is drawn; undefined where none fits. */
export function filterByChoice(
  document: Document,
  catalogue: NodeCatalogue,
  place: PortPlace,
  { act, rows }: { readonly act: 'keep' | 'leave-out'; readonly rows: RowChoice },
): Addition | undefined {
  const params = JSON.parse(
    JSON.stringify({ act, conditions: rows.conditions, ...(rows.formula !== '' && { formula: rows.formula }) }),
  ) as Record<string, null>
  return addBehind(document, catalogue, place, { type: 'clean.filter-rows', params })
}
