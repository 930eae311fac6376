import type { ResolvedNode } from './resolve.ts'

/** Where steps left what flows into the ports of a node that take no table. `to`: the port. */
export type LearnedEnds = readonly { readonly to: string; readonly fingerprint: string; readonly port: string }[]

export function learnedEnds({ definition, sources }: ResolvedNode, nodes: ReadonlyMap<string, ResolvedNode>): LearnedEnds {
  const ports = Object.entries(definition?.inputs ?? {}).flatMap(([port, { kind }]) => (kind === 'table' ? [] : [port]))
  return ports.flatMap((to) =>
    (sources.get(to) ?? []).map(({ node, port }) => ({ to, port, fingerprint: nodes.get(node)?.fingerprint ?? '' })),
  )
}
