import type { Inspection, NodeInspection } from '../protocol/inspection.ts'
import type { ArtifactStore } from '../store/artifact-store.ts'
import { needsRun } from './preview.ts'
import type { Resolved, TablePort } from './resolve.ts'

/** What the studio shows of a document before and after a run. */
export async function inspect(resolved: Resolved, store: ArtifactStore): Promise<Inspection> {
  const nodes: Record<string, NodeInspection> = {}
  for (const node of resolved.nodes.values()) {
    const record = node.fingerprint === '' ? null : await store.record(node.fingerprint)
    const specs = node.definition
    nodes[node.id] = {
      sentence: node.sentence,
      configured: node.configured,
      fingerprint: node.fingerprint,
      fresh: record !== null,
      inputs: Object.fromEntries([...node.inputs].map(([port, tables]) => [port, portOf(tables[0])])),
      outputs: Object.fromEntries(
        Object.entries(specs?.outputs ?? {}).flatMap(([port, spec]) =>
          spec.kind === 'table' ? [[port, portOf(node.outputs.get(port))]] : [],
        ),
      ),
      ...(record && {
        result: {
          seconds: record.seconds,
          ...(Object.keys(record.rows).length > 0 && { rows: { ...record.rows } }),
          ...(record.summary && { summary: record.summary }),
        },
      }),
    }
  }
  return { problems: [...resolved.problems, ...[...resolved.nodes.values()].flatMap((node) => node.problems)], nodes }
}

function portOf(table: TablePort | undefined): NodeInspection['inputs'][string] {
  const relation = table?.relation
  if (!relation) return { columns: null }
  return {
    columns: relation.columns.map((column) => ({ ...column })),
    ...(relation.part && { part: relation.part }),
    ...(table.estimated && { estimated: true }),
    ...(needsRun(relation) && { afterRun: true }),
  }
}
