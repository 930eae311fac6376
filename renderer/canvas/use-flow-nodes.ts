import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Document } from '../../engine/protocol/document.ts'
import { useSession } from '../session/store.ts'
import { flowNodes, keepSame, type FlowNode } from './flow-node.ts'
import { useCanvas } from './store.ts'

const moveMs = 200

export interface FlowNodes {
  readonly nodes: FlowNode[]
  /** For the moves of a drag, which the document hears of when it ends. */
  readonly setNodes: (change: (nodes: FlowNode[]) => FlowNode[]) => void
}

/** The nodes as they are drawn: the document's, or between its places for 200 ms when something was laid out anew or undone. */
export function useFlowNodes(document: Document): FlowNodes {
  const selection = useSession((state) => state.selection)
  const marks = useCanvas((state) => state.marks)
  const compact = useCanvas((state) => state.compact)
  const wanted = useMemo(() => flowNodes({ document, selection, marks, compact }), [document, selection, marks, compact])
  const [nodes, setNodes] = useState<FlowNode[]>(wanted)
  const drawn = useRef(nodes)
  drawn.current = nodes
  useLayoutEffect(() => {
    const before = drawn.current
    const from = new Map(before.map((node) => [node.id, node.position]))
    const moving = wanted.some(({ id, position }) => {
      const old = from.get(id)
      return old !== undefined && (old.x !== position.x || old.y !== position.y)
    })
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    if (!moving || still || useCanvas.getState().dragging) {
      setNodes((now) => keepSame(now, wanted))
      return
    }
    const start = performance.now()
    const step = (now: number) => {
      const share = Math.min(1, (now - start) / moveMs)
      const eased = 1 - (1 - share) ** 3
      setNodes((last) =>
        keepSame(
          last,
          wanted.map((node) => {
            const old = from.get(node.id)
            if (!old || share === 1) return node
            const { x, y } = node.position
            return { ...node, position: { x: old.x + (x - old.x) * eased, y: old.y + (y - old.y) * eased } }
          }),
        ),
      )
      if (share < 1) frame = requestAnimationFrame(step)
    }
    let frame = requestAnimationFrame(step)
    return () => cancelAnimationFrame(frame)
  }, [wanted])
  return { nodes, setNodes }
}
