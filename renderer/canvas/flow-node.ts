import type { Node } from '@xyflow/react'
import type { Document } from '../../engine/protocol/document.ts'
import type { Selection } from '../session/store.ts'
import { heightOf, nodeWidth, placeOf } from './geometry.ts'
import { hiddenBy } from './fold/shown-document.ts'
import type { Marks } from './store.ts'

/** A thing on the canvas as React Flow knows it. What it shows stands in the stores, by its id. */
export type FlowNode = Node<Record<string, never>, 'card' | 'note' | 'frame'>

const nothing: Record<string, never> = {}

/** Notes and frames carry their kind before a dot, which no id of a node can hold. */
export function noteFlowId(id: string): string {
  return `note.${id}`
}

export function frameFlowId(id: string): string {
  return `frame.${id}`
}

/** The id of a note or frame out of that of React Flow. */
export function markId(flowId: string): string {
  return flowId.slice(flowId.indexOf('.') + 1)
}

interface Wanted {
  readonly document: Document
  readonly selection: Selection
  readonly marks: Marks
  readonly compact: boolean
}

/** What React Flow is to draw: frames behind notes behind nodes, sizes known beforehand so that nothing has to be measured. */
export function flowNodes({ document, selection, marks, compact }: Wanted): FlowNode[] {
  const selected = new Set(selection.nodes)
  const notes = new Set(marks.notes)
  const frames = new Set(marks.frames)
  const hidden = hiddenBy(document)
  const card = { width: nodeWidth, height: heightOf(compact) }
  // What is hidden stays in the list: it moves with its frame.
  const unless = (gone: boolean, node: FlowNode): FlowNode => (gone ? { ...node, hidden: true } : node)
  return [
    ...Object.entries(document.frames).map(([id, { x, y, width, height, collapsed }]) =>
      unless(
        hidden.frames.has(id),
        collapsed
          ? foldedNode(frameFlowId(id), { x, y, ...card }, frames.has(id))
          : flowNode(frameFlowId(id), 'frame', { x, y, width, height }, frames.has(id)),
      ),
    ),
    ...Object.entries(document.notes).map(([id, { x, y, width, height }]) =>
      unless(hidden.notes.has(id), flowNode(noteFlowId(id), 'note', { x, y, width, height }, notes.has(id))),
    ),
    ...Object.keys(document.nodes).map((id) =>
      unless(hidden.nodes.has(id), flowNode(id, 'card', { ...placeOf(document, id), ...card }, selected.has(id))),
    ),
  ]
}

interface Placed {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

function flowNode(id: string, type: NonNullable<FlowNode['type']>, { x, y, width, height }: Placed, selected: boolean): FlowNode {
  const node: FlowNode = {
    id,
    type,
    data: nothing,
    position: { x, y },
    width,
    height,
    measured: { width, height },
    selected,
    // React Flow would call the box around a card a node as well, without saying which.
    domAttributes: { 'aria-roledescription': '' },
  }
  if (type !== 'frame') return type === 'note' ? { ...node, zIndex: 0 } : node
  return { ...node, zIndex: -2, dragHandle: '.frame-handle', style: { pointerEvents: 'none' } }
}

/** A collapsed frame: drawn and held like a node. */
function foldedNode(id: string, place: Placed, selected: boolean): FlowNode {
  const { dragHandle: _handle, style: _style, zIndex: _below, ...node } = flowNode(id, 'frame', place, selected)
  return node
}

/** The list with what did not change left as it was, so that React has nothing to do for it. */
export function keepSame(before: readonly FlowNode[], after: readonly FlowNode[]): FlowNode[] {
  const known = new Map(before.map((node) => [node.id, node]))
  return after.map((node) => {
    const old = known.get(node.id)
    return old && sameNode(old, node) ? old : node
  })
}

function sameNode(a: FlowNode, b: FlowNode): boolean {
  return (
    a.position.x === b.position.x &&
    a.position.y === b.position.y &&
    a.width === b.width &&
    a.height === b.height &&
    a.selected === b.selected &&
    a.hidden === b.hidden &&
    a.zIndex === b.zIndex &&
    a.type === b.type
  )
}
