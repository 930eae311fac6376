import { splitEnd, type Document } from '../../../engine/protocol/document.ts'
import { reach, topology } from '../../../engine/graph/topology.ts'

/** What the rows of a node depend on, as parts of the document that are new objects when they change. */
export type Recipe = readonly unknown[]

/** The recipe of a node's rows: the node and all before it, the wires between them, and what stands for the whole document. */
export function recipeOf(document: Document, node: string): Recipe {
  const before = reach(topology(document), [node], 'up')
  return [
    document.seed,
    document.parameters,
    document.components,
    ...[...before].toSorted().map((id) => document.nodes[id]),
    ...document.wires.flatMap(({ from, to }) => (before.has(splitEnd(to).node) ? [from, to] : [])),
  ]
}

export const sameRecipe = (one: Recipe, other: Recipe): boolean => one.length === other.length && one.every((part, i) => part === other[i])
