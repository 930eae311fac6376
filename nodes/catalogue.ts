// Every node, found by its place: nodes/<category>/<name>.ts holds the node `<category>.<name>`. Adding the file is all there is to do.

import type { NodeDefinition } from './kit/define-node.ts'

const files = import.meta.glob<Record<string, unknown>>(['./*/*.ts', '!./kit/**', '!./**/*.test.ts'], { eager: true })

/** All nodes by id, in the order of their ids. */
export const catalogue: ReadonlyMap<string, NodeDefinition> = new Map(
  Object.entries(files)
    .flatMap(([path, file]) => definitionsIn(path, file))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((node) => [node.id, node]),
)

/** The one definition that a file exports. A file without one is a part of its neighbour. */
function definitionsIn(path: string, file: Record<string, unknown>): NodeDefinition[] {
  const found = Object.values(file).filter(isDefinition)
  const id = path.replace(/^\.\//, '').replace(/\.ts$/, '').replace('/', '.')
  if (found.length > 1) throw new Error(`${path} exports ${found.length} nodes; one file holds one node`)
  const [node] = found
  if (node && node.id !== id) throw new Error(`${path} holds the node ${node.id}; its place says ${id}`)
  return found
}

function isDefinition(value: unknown): value is NodeDefinition {
  return typeof value === 'object' && value !== null && 'body' in value && 'id' in value && 'params' in value
}
