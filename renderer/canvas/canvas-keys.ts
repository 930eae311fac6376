import { nodeBox, placeOf } from './geometry.ts'
import { runCommand } from '../commands/run-command.ts'
import { useSession } from '../session/store.ts'
import { nudge } from './acts/edit-nodes.ts'
import { selectOnly, target } from './acts/target.ts'
import { focusNode } from './focus-node.ts'
import { revealBox, toScreen } from './flow.ts'
import { withoutHidden } from './fold/shown-document.ts'
import { leaveLineage } from './lineage/lineage-state.ts'
import { alongWires, nearestNode, readingOrder, type Direction } from './navigate.ts'
import { openMarkMenu, openNodeMenu } from './menu/node-menu.ts'
import { openPaneMenu } from './menu/pane-menu.ts'
import { dismissFloating, useCanvas } from './store.ts'

const directions: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }
const steps: Readonly<Record<Direction, readonly [number, number]>> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }

export interface KeyDown {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** Keys of the canvas that are no commands: going from node to node, moving, selecting. Returns whether the key meant something. */
export function onCanvasKey(event: KeyDown): boolean {
  const direction = directions[event.key]
  if (direction) return onArrow(event, direction)
  if (event.ctrlKey || event.metaKey || event.altKey) return event.key === ' ' && toggleSelected()
  switch (event.key) {
    case 'Home':
    case 'End':
      return goTo(readingOrder(withoutHidden(documentNow())).at(event.key === 'Home' ? 0 : -1))
    case 'Escape':
      return escape()
    case ' ':
      return runCommand('canvas.look')
    case '+':
      return runCommand('canvas.zoom-in')
    case 'ContextMenu':
      return openMenuByKey()
    case 'F10':
      return event.shiftKey && openMenuByKey()
    default:
      return false
  }
}

function onArrow(event: KeyDown, direction: Direction): boolean {
  if (event.ctrlKey || event.metaKey) {
    const [dx, dy] = steps[direction]
    nudge(dx, dy)
    return true
  }
  const found = target()
  const from = focusedNode()
  if (!found) return false
  const seen = withoutHidden(found.document)
  if (from === undefined) return goTo(readingOrder(seen)[0])
  const next = event.altKey ? alongWires(seen, from, direction) : nearestNode(seen, from, direction)
  if (event.shiftKey && next !== undefined) {
    selectOnly([...new Set([...found.nodes, from, next])])
    reveal(next)
    return true
  }
  return goTo(next)
}

/** The focus and with it the selection go to a node. At the edge nothing happens, and the page does not scroll. */
function goTo(id: string | undefined): boolean {
  if (id === undefined) return true
  selectOnly([id])
  reveal(id)
  return true
}

function reveal(id: string): void {
  const found = target()
  if (!found) return
  revealBox(nodeBox(placeOf(found.document, id)))
  focusNode(id)
}

function documentNow() {
  return (
    target()?.document ?? {
      nodes: {},
      layout: {},
      wires: [],
      notes: {},
      frames: {},
      parameters: {},
      format: 'millrace/pipeline' as const,
      version: 1,
      name: '',
      seed: 0,
    }
  )
}

function focusedNode(): string | undefined {
  const found = target()
  const { focused } = useCanvas.getState()
  const [selected] = found?.nodes ?? []
  if (focused !== null && found && Object.hasOwn(found.document.nodes, focused)) return focused
  return selected
}

function toggleSelected(): boolean {
  const id = focusedNode()
  const found = target()
  if (id === undefined || !found) return false
  const on = found.nodes.includes(id)
  useSession.getState().select({ nodes: on ? found.nodes.filter((one) => one !== id) : [...found.nodes, id] })
  return true
}

function escape(): boolean {
  if (dismissFloating() || leaveLineage()) return true
  const { selection } = useSession.getState()
  const { marks } = useCanvas.getState()
  if (selection.nodes.length + selection.wires.length + marks.notes.length + marks.frames.length === 0) return false
  selectOnly([])
  return true
}

function openMenuByKey(): boolean {
  const found = target()
  if (!found) return false
  const { marks } = useCanvas.getState()
  const id = focusedNode()
  if (found.notes.length + found.frames.length > 0 && found.nodes.length === 0) {
    const box = found.document.notes[marks.notes[0] ?? ''] ?? found.document.frames[marks.frames[0] ?? '']
    if (box) openMarkMenu(marks, toScreen({ x: box.x + 24, y: box.y + 24 }))
    return true
  }
  if (id === undefined) {
    openPaneMenu(toScreen({ x: 0, y: 0 }))
    return true
  }
  const place = placeOf(found.document, id)
  openNodeMenu(id, toScreen({ x: place.x + 48, y: place.y + 50 }))
  return true
}
