import { useStore } from '@xyflow/react'
import { useMemo } from 'react'
import type { Document } from '../../engine/protocol/document.ts'
import type { NodeCatalogue } from './edit/new-node.ts'
import { markId, type FlowNode } from './flow-node.ts'
import { foldId } from './fold/shown-document.ts'
import type { Route } from './route-wire.ts'
import { Wires } from './Wires.tsx'

/** The view moves in steps of this many pixels as far as wires are concerned: they are chosen anew rarely, and drawn a little beyond it. */
const step = 512
const cullFrom = 150

interface SeenWiresProps {
  readonly path: string
  readonly document: Document
  readonly catalogue: NodeCatalogue
  readonly compact: boolean
  readonly routes: ReadonlyMap<string, Route>
  readonly nodes: readonly FlowNode[]
}

/** The wires of what is seen. */
export function SeenWires({ nodes, ...rest }: SeenWiresProps) {
  const places = useMemo(
    () => new Map(nodes.map((node) => [node.type === 'frame' ? foldId(markId(node.id)) : node.id, node.position])),
    [nodes],
  )
  const many = rest.document.wires.length >= cullFrom
  // As one word, so that the wires hear of a move only when it comes to a new step.
  const view = useStore(({ transform: [x, y, zoom], width, height }) => {
    if (!many) return ''
    const left = Math.floor((-x - step / 2) / step) * step
    const top = Math.floor((-y - step / 2) / step) * step
    return [left / zoom, top / zoom, (width + 2 * step) / zoom, (height + 2 * step) / zoom].join(' ')
  })
  const seen = useMemo(() => {
    const [x, y, width, height] = view.split(' ').map(Number)
    return x === undefined || y === undefined || width === undefined || height === undefined ? null : { x, y, width, height }
  }, [view])
  return <Wires {...rest} places={places} seen={seen} />
}
