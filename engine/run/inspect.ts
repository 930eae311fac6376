import type { Inspection, NodeInspection } from '../protocol/inspection.ts'
import type { Problem } from '../protocol/problem.ts'
import type { ArtifactStore } from '../store/artifact-store.ts'
import { splitEnd } from '../protocol/document.ts'
import type { ComponentUse } from '../graph/expand-components.ts'
import { onCanvas } from './resolved-use.ts'
import { needsRun } from './preview.ts'
import type { Resolved, TablePort } from './resolve.ts'
import { studiedBy } from './studied-models.ts'
import { fillSamples, type SampledRows } from './sampled-rows.ts'

/** What the studio shows of a document before and after a run. */
export async function inspect(resolved: Resolved, store: ArtifactStore, observed: readonly Problem[] = []): Promise<Inspection> {
  const nodes: Record<string, NodeInspection> = {}
  for (const node of resolved.nodes.values()) {
    const record = node.fingerprint === '' ? null : await store.record(node.fingerprint)
    const specs = node.definition
    const studied = specs && node.params && studiedBy(node, resolved)
    nodes[node.id] = {
      sentence: studied ? specs.explain(node.params as never, studied) : node.sentence,
      configured: node.configured,
      fingerprint: node.fingerprint,
      fresh: record !== null,
      ...(studied && specs.settings && { settings: specs.settings(studied).map((setting) => ({ ...setting })) }),
      ...(node.kept && { kept: { ...node.kept } }),
      inputs: Object.fromEntries([...node.inputs].map(([port, tables]) => [port, portOf(tables[0], resolved.samples)])),
      outputs: Object.fromEntries(
        (specs ? Object.entries(specs.outputs) : [...node.outputs.keys()].map((port) => [port, { kind: 'table' }] as const)).flatMap(
          ([port, spec]) => (spec.kind === 'table' ? [[port, portOf(node.outputs.get(port), resolved.samples)]] : []),
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
  for (const [id, use] of resolved.uses) nodes[id] = useInspection(nodes[id], use, nodes)
  const problems = [...resolved.problems, ...[...resolved.nodes.values()].flatMap((node) => node.problems), ...observed]
  return { problems: problems.map((problem) => onCanvas(problem, resolved.uses, resolved.source)), nodes }
}

/** A use of a component is done when all inside is; its rows are those of the nodes behind its ports. */
function useInspection(
  known: NodeInspection | undefined,
  use: ComponentUse,
  nodes: Readonly<Record<string, NodeInspection>>,
): NodeInspection {
  const inside = use.inside.flatMap((id) => nodes[id] ?? [])
  const rows = Object.fromEntries(
    [...use.outputs].flatMap(([port, from]) => {
      const end = splitEnd(from)
      const count = nodes[end.node]?.result?.rows?.[end.port]
      return count === undefined ? [] : [[port, count]]
    }),
  )
  const fresh = inside.length > 0 && inside.every((node) => node.fresh)
  return {
    sentence: known?.sentence ?? { en: '', fr: '' },
    configured: known?.configured ?? false,
    fingerprint: known?.fingerprint ?? '',
    fresh,
    inputs: known?.inputs ?? {},
    outputs: known?.outputs ?? {},
    ...(fresh && {
      result: {
        seconds: inside.reduce((sum, node) => sum + (node.result?.seconds ?? 0), 0),
        ...(Object.keys(rows).length > 0 && { rows }),
      },
    }),
  }
}

function portOf(table: TablePort | undefined, samples: SampledRows): NodeInspection['inputs'][string] {
  const relation = table?.relation
  if (!relation) return { columns: null }
  return {
    columns: relation.columns.map((column) => ({ ...column })),
    ...(relation.part && { part: relation.part }),
    ...(table.estimated && { estimated: true }),
    ...(needsRun(relation) && { afterRun: true, ...(fillSamples(relation, samples) && { tried: true }) }),
  }
}
