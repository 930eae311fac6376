import { memo } from 'react'
import { splitEnd, wireId, type Wire } from '../../engine/protocol/document.ts'
import { useDocuments } from '../document/store.ts'
import { useRuns } from '../runs/store.ts'
import { formatCount } from '../session/format.ts'
import { useSession } from '../session/store.ts'
import { formatCompact } from './format-compact.ts'
import { labelPlace, routePath, type Route } from './route-wire.ts'
import { useCanvas } from './store.ts'
import { openWireMenu } from './menu/wire-menu.ts'

export interface WireLineProps {
  readonly path: string
  readonly wire: Wire
  readonly kind: string
  readonly route: Route
  readonly labelled: boolean
}

/** A wire with right angles; a model runs in a double line, training rows carry a T, the row count sits in the line. */
export const WireLine = memo(function WireLine({ path, wire, kind, route, labelled }: WireLineProps) {
  const id = wireId(wire)
  const source = splitEnd(wire.from)
  const target = splitEnd(wire.to).node
  const selected = useSession(({ selection }) => selection.wires.includes(id))
  const lineage = useSession(({ selection }) => selection.nodes.includes(source.node) || selection.nodes.includes(target))
  const lit = useCanvas((state) => state.litWire === id)
  const detached = useCanvas(({ linking }) => linking?.detached?.from === wire.from && linking.detached.to === wire.to)
  const train = useDocuments((state) => state.byPath[path]?.inspection?.nodes[source.node]?.outputs[source.port]?.part === 'train')
  const d = routePath(route)
  const double = kind === 'model'
  return (
    <g
      className="wire"
      data-on={selected || lineage || undefined}
      data-selected={selected || undefined}
      data-lit={lit || undefined}
      data-detached={detached || undefined}
    >
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
      {labelled && <RowCount path={path} node={source.node} port={source.port} route={route} train={train} />}
    </g>
  )
})

interface RowCountProps {
  readonly path: string
  readonly node: string
  readonly port: string
  readonly route: Route
  readonly train: boolean
}

/** How many rows run through a wire, knocked out of the canvas. Old counts are not shown. */
function RowCount({ path, node, port, route, train }: RowCountProps) {
  const language = useSession((state) => state.language)
  const fingerprint = useDocuments((state) => state.byPath[path]?.inspection?.nodes[node]?.fingerprint)
  const known = useDocuments((state) => {
    const inspection = state.byPath[path]?.inspection?.nodes[node]
    return inspection?.fresh ? inspection.result?.rows?.[port] : undefined
  })
  const counted = useRuns((state) => {
    const step = state.byPath[path]?.steps[node]
    return step && (fingerprint === undefined || step.fingerprint === fingerprint) ? step.rows?.[port] : undefined
  })
  const rows = counted ?? known
  if (rows === undefined && !train) return null
  const full = rows === undefined ? '' : formatCount(rows, language)
  const wide = widthOf(full, train)
  const place = labelPlace(route, wide)
  const text = rows !== undefined && wide > place.room - 8 ? formatCompact(rows, language) : full
  const width = widthOf(text, train)
  if (width > place.room - 8) return null
  const left = place.at.x - width / 2
  const { y } = place.at
  return (
    <g className="wire-count">
      <rect x={left} y={y - 8} width={width} height={16} rx={3} />
      {train && (
        <>
          <rect className="wire-tick" x={left + 1} y={y - 6} width={12} height={12} rx={2.5} />
          <text className="wire-tick-text" x={left + 7} y={y + 3.3} textAnchor="middle">
            T
          </text>
        </>
      )}
      <text x={train ? left + 16 : place.at.x} y={y + 4} textAnchor={train ? 'start' : 'middle'}>
        {text}
      </text>
    </g>
  )
}

function widthOf(text: string, train: boolean): number {
  const words = text.length * 6.3
  return train ? (text === '' ? 14 : words + 18) : words + 9
}
