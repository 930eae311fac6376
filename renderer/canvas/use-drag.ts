import { applyNodeChanges, type NodeChange } from '@xyflow/react'
import { useCallback, useMemo, useRef } from 'react'
import type { Command } from '../../engine/protocol/command.ts'
import { wireId, type Position } from '../../engine/protocol/document.ts'
import { useSession } from '../session/store.ts'
import { carriedBy } from './fold/fold-frames.ts'
import { editable, nameThem } from './acts/target.ts'
import { insertExisting } from './edit/insert-node.ts'
import { markId, type FlowNode } from './flow-node.ts'
import { zoom } from './flow.ts'
import { heightOf, nodeWidth, placeOf } from './geometry.ts'
import type { Route } from './route-wire.ts'
import { useCanvas } from './store.ts'
import { lightWire, wireReach } from './use-drop.ts'
import type { FlowNodes } from './use-flow-nodes.ts'
import { wireNear } from './wire-routes.ts'

export interface DragHandlers {
  readonly onNodesChange: (changes: NodeChange<FlowNode>[]) => void
  readonly onNodeDragStart: (event: unknown, node: FlowNode, dragged: FlowNode[]) => void
  readonly onNodeDrag: (event: unknown, node: FlowNode, dragged: FlowNode[]) => void
  readonly onNodeDragStop: (event: unknown, node: FlowNode, dragged: FlowNode[]) => void
}

/** Only places change during a drag; the document hears of it once, when the pointer lets go. */
export function useDrag({ setNodes }: FlowNodes, routes: ReadonlyMap<string, Route>): DragHandlers {
  const started = useRef(new Map<string, Position>())
  /** What lies in a frame that is dragged: it comes along. */
  const carried = useRef(new Map<string, readonly string[]>())
  const waiting = useRef<{ id: string | null; timer: ReturnType<typeof setTimeout> | undefined }>({ id: null, timer: undefined })
  const current = useRef<ReadonlyMap<string, Position>>(new Map())
  const latestRoutes = useRef(routes)
  latestRoutes.current = routes

  const onNodesChange = useCallback<DragHandlers['onNodesChange']>(
    (changes) => {
      const choices = changes.filter((change) => change.type === 'select')
      if (choices.length > 0) choose(choices)
      const moves = changes.filter(
        (change) => (change.type === 'position' && change.dragging === true) || (change.type === 'dimensions' && change.resizing === true),
      )
      if (moves.length === 0) return
      setNodes((nodes) => {
        const next = carry(applyNodeChanges(moves, nodes), started.current, carried.current)
        current.current = new Map(next.map((node) => [node.id, node.position]))
        return next
      })
    },
    [setNodes],
  )

  return useMemo(
    () => ({
      onNodesChange,
      onNodeDragStart: (_, __, dragged) => {
        const found = editable()
        if (!found) return
        useCanvas.setState({ dragging: true })
        carried.current = new Map(
          dragged.flatMap((node): [string, readonly string[]][] => {
            const frame = node.type === 'frame' ? found.document.frames[markId(node.id)] : undefined
            return frame ? [[node.id, carriedBy(found.document, frame)]] : []
          }),
        )
        const together = new Set([...dragged.map((node) => node.id), ...[...carried.current.values()].flat()])
        started.current = new Map([...together].map((id) => [id, startOf(id)]))
        current.current = started.current
      },
      onNodeDrag: (_, node, dragged) => {
        if (dragged.length === 1 && node.type === 'card') lightWire(wireUnder(node, latestRoutes.current), waiting.current)
      },
      onNodeDragStop: (_, node) => {
        const lit = useCanvas.getState().litWire
        lightWire(null, waiting.current)
        const moved = [...started.current].flatMap(([id, from]): [string, Position][] => {
          const to = current.current.get(id)
          return to && (to.x !== from.x || to.y !== from.y) ? [[id, to]] : []
        })
        useCanvas.setState({ dragging: false })
        drop(moved, lit, node)
        carried.current = new Map()
      },
    }),
    [onNodesChange],
  )
}

/** Nodes of React Flow are named by their ids, notes and frames by their kind and theirs. */
function startOf(flowId: string): Position {
  const document = editable()?.document
  if (!document) return { x: 0, y: 0 }
  if (Object.hasOwn(document.nodes, flowId)) return placeOf(document, flowId)
  const mark = document.notes[markId(flowId)] ?? document.frames[markId(flowId)]
  return { x: mark?.x ?? 0, y: mark?.y ?? 0 }
}

/** Takes along what lies in dragged frames, as far as it is not dragged itself. */
function carry(nodes: FlowNode[], started: ReadonlyMap<string, Position>, carried: ReadonlyMap<string, readonly string[]>): FlowNode[] {
  if (carried.size === 0) return nodes
  const shift = new Map<string, Position>()
  for (const node of nodes) {
    const from = started.get(node.id)
    for (const id of carried.get(node.id) ?? []) if (from) shift.set(id, { x: node.position.x - from.x, y: node.position.y - from.y })
  }
  return nodes.map((node) => {
    const by = shift.get(node.id)
    const from = started.get(node.id)
    return by && from && !node.dragging ? { ...node, position: { x: from.x + by.x, y: from.y + by.y } } : node
  })
}

function wireUnder(node: FlowNode, routes: ReadonlyMap<string, Route>): string | null {
  const found = editable()
  if (!found) return null
  const middle = { x: node.position.x + nodeWidth / 2, y: node.position.y + heightOf(useCanvas.getState().compact) / 2 }
  const id = wireNear(routes, middle, wireReach / zoom())
  const wire = found.document.wires.find((one) => wireId(one) === id)
  return wire && insertExisting(found.document, found.catalogue, wire, node.id) ? id : null
}

/** One move, and with it the wire that the node was dropped on, as one step of undo. */
function drop(moved: readonly (readonly [string, Position])[], lit: string | null, node: FlowNode): void {
  const found = editable()
  if (!found || moved.length === 0) return
  const plain = moved.map(([id, place]): [string, Position] => [Object.hasOwn(found.document.nodes, id) ? id : markId(id), place])
  const move: Command = { type: 'move', positions: Object.fromEntries(plain) }
  const wire = found.document.wires.find((one) => wireId(one) === lit)
  const insertion = wire && insertExisting(found.document, found.catalogue, wire, node.id)
  if (insertion) {
    found.pipeline.apply({ type: 'batch', commands: [move, insertion.command] }, insertion.label)
    return
  }
  const nodes = plain.map(([id]) => id).filter((id) => Object.hasOwn(found.document.nodes, id))
  const what = nameThem(found, nodes, plain.length - nodes.length)
  // Each drag is a step of its own, however soon the next one follows.
  found.pipeline.apply(move, { en: `move ${what.en}`, fr: `déplacer ${what.fr}` }, `drag ${performance.now()}`)
}

/** Takes over what React Flow says of the selection, by a click or a box. */
function choose(changes: readonly { readonly id: string; readonly selected: boolean }[]): void {
  const { selection, select } = useSession.getState()
  const { marks } = useCanvas.getState()
  const lists = { nodes: new Set(selection.nodes), note: new Set(marks.notes), frame: new Set(marks.frames) }
  for (const { id, selected } of changes) {
    const kind = id.startsWith('note.') ? 'note' : id.startsWith('frame.') ? 'frame' : 'nodes'
    const key = kind === 'nodes' ? id : markId(id)
    if (selected) lists[kind].add(key)
    else lists[kind].delete(key)
  }
  const only = lists.nodes.size === 1 ? [...lists.nodes][0] : undefined
  select({ nodes: [...lists.nodes] })
  useCanvas.setState(({ focused }) => ({ marks: { notes: [...lists.note], frames: [...lists.frame] }, focused: only ?? focused }))
}
