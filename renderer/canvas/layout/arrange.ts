// Automatic layout: from left to right by what depends on what, in a worker, so that the page never waits for it.
import { Graph, layout } from '@dagrejs/dagre'
import { columnPitch, nodeHeight, nodeWidth, rowPitch, snap } from '../geometry.ts'

export interface ArrangeInput {
  readonly nodes: readonly { readonly id: string; readonly x: number; readonly y: number }[]
  readonly wires: readonly { readonly from: string; readonly to: string }[]
}

/** New places by node id; the top left corner of the whole stays where it was. */
export function arrange({ nodes, wires }: ArrangeInput): Record<string, { x: number; y: number }> {
  if (nodes.length === 0) return {}
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', ranksep: columnPitch - nodeWidth, nodesep: rowPitch - nodeHeight, ranker: 'tight-tree' })
  graph.setDefaultEdgeLabel(() => ({}))
  // Nodes go in from top to bottom, so that what was above stays above where nothing speaks against it.
  for (const { id } of nodes.toSorted((a, b) => a.y - b.y || a.x - b.x)) graph.setNode(id, { width: nodeWidth, height: nodeHeight })
  for (const { from, to } of wires) graph.setEdge(from, to)
  layout(graph)
  const placed = nodes.map(({ id }) => {
    const { x = 0, y = 0 } = graph.node(id) as { readonly x?: number; readonly y?: number }
    return { id, x: x - nodeWidth / 2, y: y - nodeHeight / 2 }
  })
  const left = Math.min(...nodes.map((node) => node.x)) - Math.min(...placed.map((node) => node.x))
  const top = Math.min(...nodes.map((node) => node.y)) - Math.min(...placed.map((node) => node.y))
  return Object.fromEntries(placed.map(({ id, x, y }) => [id, { x: snap(x + left), y: snap(y + top) }]))
}
