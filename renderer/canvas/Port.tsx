import type { PointerEvent } from 'react'
import { useDocuments } from '../document/store.ts'
import { wiredEnds } from './document-facts.ts'
import type { PortPlace, Side } from './geometry.ts'
import { startLinkByPointer } from './link/pointer-link.ts'
import { PortShape } from './PortShape.tsx'
import { useCanvas } from './store.ts'

export interface PortProps {
  readonly path: string
  readonly node: string
  readonly side: Side
  readonly port: PortPlace
  readonly required: boolean
  /** In words, shown under the pointer. */
  readonly label: string
  readonly left: number
}

/** A port of a node: wires are drawn from it and end at it. By keys a node is connected with C, so a port takes no focus. */
export function Port({ path, node, side, port, required, label, left }: PortProps) {
  const end = `${node}.${port.name}`
  const wired = useDocuments((state) => wiredEnds(state.byPath[path]?.document.wires ?? noWires).has(end))
  // One word for the whole of the linking: a port is drawn anew when a wire is taken up and put down, not while it moves.
  const role = useCanvas(({ linking }) => {
    if (!linking) return 'rest'
    if (linking.end === end) return 'held'
    if (linking.side === side) return 'dim'
    return linking.targets.get(end)?.ok ? 'target' : 'dim'
  })
  const over = useCanvas(({ linking }) => linking?.over === end)
  const look = role === 'target' || role === 'dim' ? role : wired || role === 'held' ? 'full' : required ? 'need' : 'free'
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return
    event.stopPropagation()
    startLinkByPointer(event.nativeEvent, { path, end, side })
  }
  return (
    <span
      className={`port nodrag nopan ${side === 'out' ? 'source' : 'target'}`}
      style={{ left, top: port.y }}
      data-end={end}
      data-side={side}
      data-look={look}
      data-over={over || undefined}
      title={label}
      aria-hidden
      onPointerDown={onPointerDown}
    >
      <svg viewBox="0 0 12 12" width="12" height="12">
        <PortShape kind={port.kind} />
      </svg>
    </span>
  )
}

const noWires: readonly never[] = []
