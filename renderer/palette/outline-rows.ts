import { topology } from '../../engine/graph/topology.ts'
import { splitEnd, type Document } from '../../engine/protocol/document.ts'
import type { NodeCatalogue } from '../canvas/edit/new-node.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { nodeTitle } from '../canvas/node-title.ts'

/** A line of the outline: a node, or under an open one a wire that comes in or goes out. */
export type OutlineRow =
  | {
      readonly kind: 'node'
      readonly key: string
      readonly node: string
      readonly open: boolean | null
      readonly place: number
      readonly of: number
    }
  | {
      readonly kind: 'wire'
      readonly key: string
      readonly owner: string
      readonly direction: 'in' | 'out'
      readonly port: Text
      /** The node at the other end; null for an input that nothing is connected to. */
      readonly other: string | null
      readonly otherTitle: Text | null
      readonly place: number
      readonly of: number
    }

type Link = Pick<Extract<OutlineRow, { kind: 'wire' }>, 'direction' | 'port' | 'other' | 'otherTitle'>

/** The whole pipeline as lines, in the order in which it runs. Pure. */
export function outlineRows(document: Document, catalogue: NodeCatalogue, open: ReadonlySet<string>): readonly OutlineRow[] {
  const { order, cyclic } = topology(document)
  const ids = [...order, ...cyclic]
  return ids.flatMap((node, i): OutlineRow[] => {
    const links = linksOf(document, catalogue, node)
    const head: OutlineRow = {
      kind: 'node',
      key: node,
      node,
      open: links.length === 0 ? null : open.has(node),
      place: i + 1,
      of: ids.length,
    }
    if (!open.has(node)) return [head]
    return [
      head,
      ...links.map((link, j): OutlineRow => ({ kind: 'wire', key: `${node} ${j}`, owner: node, ...link, place: j + 1, of: links.length })),
    ]
  })
}

function linksOf(document: Document, catalogue: NodeCatalogue, node: string): readonly Link[] {
  const entry = catalogue.get(document.nodes[node]?.type ?? '')
  const title = (id: string) => nodeTitle(document, catalogue, id)
  const inputs = Object.entries(entry?.inputs ?? {}).flatMap(([name, { label }]): Link[] => {
    const wires = document.wires.filter((wire) => wire.to === `${node}.${name}`)
    if (wires.length === 0) return [{ direction: 'in', port: label, other: null, otherTitle: null }]
    return wires.map((wire) => {
      const other = splitEnd(wire.from).node
      return { direction: 'in', port: label, other, otherTitle: title(other) }
    })
  })
  const outputs = Object.entries(entry?.outputs ?? {}).flatMap(([name, { label }]) =>
    document.wires
      .filter((wire) => wire.from === `${node}.${name}`)
      .map((wire): Link => {
        const other = splitEnd(wire.to).node
        return { direction: 'out', port: label, other, otherTitle: title(other) }
      }),
  )
  return [...inputs, ...outputs]
}
