import { memo } from 'react'
import { splitEnd, wireId, type Wire } from '../../engine/protocol/document.ts'
import { useSession } from '../session/store.ts'
import { isFoldId } from './fold/shown-document.ts'
import { useLineage } from './lineage/lineage-state.ts'
import { routePath, type Route } from './route-wire.ts'
import { useCanvas } from './store.ts'
import { openWireMenu } from './menu/wire-menu.ts'

export interface WireLineProps {
  readonly path: string
  readonly wire: Wire
  readonly kind: string
  readonly route: Route
}

/** A wire with right angles; a model runs in a double line. */
export const WireLine = memo(function WireLine({ path, wire, kind, route }: WireLineProps) {
  const id = wireId(wire)
  const source = splitEnd(wire.from)
  const target = splitEnd(wire.to).node
  const selected = useSession(({ selection }) => selection.wires.includes(id))
  const lineage = useSession(({ selection }) => selection.nodes.includes(source.node) || selection.nodes.includes(target))
  const lit = useCanvas((state) => state.litWire === id)
  const way = useLineage(({ found }) => found?.wires.find((one) => one.from === wire.from && one.to === wire.to)?.columns.join(', '))
  const detached = useCanvas(({ linking }) => linking?.detached?.from === wire.from && linking.detached.to === wire.to)
  const d = routePath(route)
  const double = kind === 'model'
  return (
    <g
      className="wire"
      data-on={selected || lineage || undefined}
      data-selected={selected || undefined}
      data-lit={lit || undefined}
      data-on-way={way === undefined ? undefined : true}
      data-detached={detached || undefined}
      data-folded={isFoldId(source.node) || isFoldId(target) || undefined}
    >
      {way !== undefined && way !== '' && <title>{way}</title>}
      <path
        className="wire-hit"
        d={d}
        data-wire={id}
        onClick={(event) => {
          const { selection, select } = useSession.getState()
          const more = event.shiftKey || event.metaKey || event.ctrlKey
          select(more ? { ...selection, wires: [...selection.wires.filter((one) => one !== id), id] } : { wires: [id] })
        }}
        onContextMenu={(event) => {
          event.preventDefault()
          event.stopPropagation()
          openWireMenu(path, wire, { left: event.clientX, top: event.clientY })
        }}
      />
      <path className={double ? 'wire-double' : 'wire-line'} d={d} />
      {double && <path className="wire-gap" d={d} />}
    </g>
  )
})
