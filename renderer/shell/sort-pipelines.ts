import type { PipelineEntry } from '../../engine/protocol/workspace.ts'

export type PipelineOrder = 'opened' | 'changed' | 'name'

/** Newest first, or by name as people sort (10 after 9). What was never opened counts by its change. */
export function sortPipelines(entries: readonly PipelineEntry[], order: PipelineOrder): readonly PipelineEntry[] {
  const byName = (a: PipelineEntry, b: PipelineEntry) => a.name.localeCompare(b.name, undefined, { numeric: true })
  if (order === 'name') return entries.toSorted(byName)
  const at = (entry: PipelineEntry) => Date.parse(order === 'changed' ? entry.modifiedAt : (entry.openedAt ?? entry.modifiedAt))
  return entries.toSorted((a, b) => at(b) - at(a) || byName(a, b))
}
