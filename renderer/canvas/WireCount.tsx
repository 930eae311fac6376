import { memo } from 'react'
import { splitEnd, wireId, type Wire } from '../../engine/protocol/document.ts'
import { useDocuments } from '../document/store.ts'
import { useRuns } from '../runs/store.ts'
import { formatCount } from '../session/format.ts'
import { useSession } from '../session/store.ts'
import { formatCompact } from './format-compact.ts'
import { labelPlace, type Route } from './route-wire.ts'

interface WireCountProps {
  readonly path: string
  readonly wire: Wire
  readonly route: Route
}

/** How many rows run through a wire, knocked out of it; training rows carry a T. Old counts are not shown. */
export const WireCount = memo(function WireCount({ path, wire, route }: WireCountProps) {
  const { node, port } = splitEnd(wire.from)
  const target = splitEnd(wire.to).node
  const on = useSession(
    ({ selection }) => selection.nodes.includes(node) || selection.nodes.includes(target) || selection.wires.includes(wireId(wire)),
  )
  const train = useDocuments((state) => state.byPath[path]?.inspection?.nodes[node]?.outputs[port]?.part === 'train')
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
    <g className="wire-count" data-on={on || undefined}>
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
})

function widthOf(text: string, train: boolean): number {
  const words = text.length * 6.3
  return train ? (text === '' ? 14 : words + 18) : words + 9
}
