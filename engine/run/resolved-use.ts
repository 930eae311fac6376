import { splitEnd, type Document, type DocumentNode } from '../protocol/document.ts'
import type { ComponentUse } from '../graph/expand-components.ts'
import type { Problem } from '../protocol/problem.ts'
import type { ResolvedNode, TablePort } from './resolve.ts'

/** What can be said of a node that uses a component, out of what is known of the nodes inside. It is no step: those inside are. */
export function resolvedUse(
  id: string,
  use: ComponentUse,
  { source, nodes }: { readonly source: Document; readonly nodes: ReadonlyMap<string, ResolvedNode> },
): ResolvedNode {
  const inside = use.inside.flatMap((inner) => nodes.get(inner) ?? [])
  const inputs = new Map<string, readonly TablePort[]>()
  for (const [port, [first]] of use.inputs) {
    if (first === undefined) continue
    const end = splitEnd(first)
    const tables = nodes.get(end.node)?.inputs.get(end.port)
    if (tables) inputs.set(port, tables)
  }
  const outputs = new Map<string, TablePort>()
  for (const [port, from] of use.outputs) {
    const end = splitEnd(from)
    const table = nodes.get(end.node)?.outputs.get(end.port)
    if (table) outputs.set(port, table)
  }
  const [shown] = use.outputs.values()
  const component = source.components?.[use.component]
  const count = use.inside.length
  return {
    id,
    node: source.nodes[id] ?? ({ type: use.component, version: 1, params: {} } satisfies DocumentNode),
    definition: undefined,
    params: {},
    fingerprint: shown === undefined ? '' : (nodes.get(splitEnd(shown).node)?.fingerprint ?? ''),
    problems: [],
    configured: inside.every((node) => node.configured),
    sentence: component?.description
      ? { en: component.description, fr: component.description }
      : { en: `${count} ${count === 1 ? 'node' : 'nodes'} inside`, fr: `${count} ${count < 2 ? 'nœud' : 'nœuds'} à l’intérieur` },
    sources: new Map(),
    inputs,
    outputs,
    notices: [],
    estimated: inside.some((node) => node.estimated),
  }
}

/** A problem of a node inside, said of the node that a person sees on the canvas: the outermost use around it, and the way in. */
export function onCanvas(problem: Problem, uses: ReadonlyMap<string, ComponentUse>, source: Document): Problem {
  const { node } = problem.place
  const slash = node?.indexOf('/') ?? -1
  if (node === undefined || slash < 0) return problem
  const outer = node.slice(0, slash)
  const inside = node.slice(slash + 1)
  const use = uses.get(outer)
  if (!use) return problem
  const { param, port, ...place } = problem.place
  const settings = Object.entries(source.components?.[use.component]?.settings ?? {})
  const setting = settings.find(([, item]) => item.node === inside && item.param === param)?.[0]
  const input = port === undefined ? undefined : [...use.inputs].find(([, ends]) => ends.includes(`${node}.${port}`))?.[0]
  const { fixes: _fixes, ...said } = problem
  return {
    ...said,
    place: {
      ...place,
      node: outer,
      inside,
      ...(param !== undefined && { insideParam: param }),
      ...(setting !== undefined && { param: setting }),
      ...(input !== undefined && { port: input }),
    },
  }
}
