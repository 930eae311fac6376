// Automatic layout: from left to right by what depends on what, wrapped like lines of text, in a worker, so that the page never waits.
import { Graph, layout } from '@dagrejs/dagre'
import { columnPitch, nodeHeight, nodeWidth, rowPitch, snap } from '../geometry.ts'
import { bandGap } from './band-gap.ts'
import { wrapRanks } from './wrap-ranks.ts'

export interface ArrangeInput {
  readonly nodes: readonly { readonly id: string; readonly x: number; readonly y: number }[]
  readonly wires: readonly { readonly from: string; readonly to: string }[]
  /** How many columns a band holds before the flow goes on in the next one below. */
  readonly columns?: number
}

/** New places by node id; the top left corner of the whole stays where it was. Bands lie under one another, with a channel for wires between. */
export function arrange({ nodes, wires, columns = Infinity }: ArrangeInput): Record<string, { x: number; y: number }> {
  const ranked = rankNodes(nodes, wires)
  const rankOf = new Map(ranked.map(({ id, rank }) => [id, rank]))
  const spans = wires.map(({ from, to }) => ({ source: from, from: rankOf.get(from) ?? 0, to: rankOf.get(to) ?? 0 }))
  const last = Math.max(0, ...rankOf.values())
  const left = Math.min(...nodes.map((node) => node.x))
  let top = Math.min(...nodes.map((node) => node.y))
  const places: Record<string, { x: number; y: number }> = {}
  for (const { first, end } of wrapRanks(last + 1, spans, columns)) {
    const band = closeRanks(ranked.filter(({ rank }) => rank >= first && rank < end))
    for (const { id, rank, y } of band) places[id] = { x: snap(left + (rank - first) * columnPitch), y: snap(top + y) }
    const crossing = new Set(spans.filter(({ from, to }) => from < end && to >= end).map(({ source }) => source))
    top = snap(top + Math.max(...band.map(({ y }) => y)) + nodeHeight + bandGap(crossing.size))
  }
  return places
}

interface Ranked {
  readonly id: string
  /** Column, from 0. */
  readonly rank: number
  readonly y: number
}

function rankNodes(nodes: ArrangeInput['nodes'], wires: ArrangeInput['wires']): readonly Ranked[] {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', ranksep: columnPitch - nodeWidth, nodesep: rowPitch - nodeHeight, ranker: 'tight-tree' })
  graph.setDefaultEdgeLabel(() => ({}))
  // Nodes go in from top to bottom, so that what was above stays above where nothing speaks against it.
  for (const { id } of nodes.toSorted((a, b) => a.y - b.y || a.x - b.x)) graph.setNode(id, { width: nodeWidth, height: nodeHeight })
  for (const { from, to } of wires) graph.setEdge(from, to)
  layout(graph)
  const placed = nodes.map(({ id }) => {
    const { x = 0, y = 0 } = graph.node(id) as { readonly x?: number; readonly y?: number }
    return { id, x: Math.round(x), y }
  })
  const ranks = new Map([...new Set(placed.map(({ x }) => x))].toSorted((a, b) => a - b).map((x, rank) => [x, rank]))
  return placed.map(({ id, x, y }) => ({ id, y, rank: ranks.get(x) ?? 0 }))
}

/** The nodes of a band from 0 downwards, without rows that only nodes of other bands needed. */
function closeRanks(nodes: readonly Ranked[]): readonly Ranked[] {
  let end = -Infinity
  let shift = Math.min(...nodes.map(({ y }) => y))
  return nodes
    .toSorted((a, b) => a.y - b.y)
    .map((node) => {
      shift += Math.max(0, node.y - shift - (end === -Infinity ? 0 : end + rowPitch - nodeHeight))
      const y = node.y - shift
      end = Math.max(end, y + nodeHeight)
      return { ...node, y }
    })
}
