import { useLingui } from '@lingui/react/macro'
import type { DocumentDiff, NodeDiff } from '../../engine/protocol/experiment-comparison.ts'
import { routePath, routeWire } from '../canvas/route-wire.ts'
import { Icon } from '../ui/Icon.tsx'
import { familyColour } from '../ui/Tile.tsx'
import { useWidth } from '../views/chart/use-width.ts'
import { SectionHead } from '../views/SectionHead.tsx'
import { useChangeWords } from './change-words.ts'
import { layOutDiff, nodeHeight, nodeWidth } from './lay-out-diff.ts'

const colours: Partial<Record<NodeDiff['state'], string>> = {
  added: 'var(--ok)',
  removed: 'var(--err)',
  changed: 'var(--warn-mark)',
  replaced: 'var(--warn-mark)',
  moved: 'var(--warn-mark)',
}

/** Both pipelines as one, as large as its place allows: what came, what went, what was changed. */
export function GraphDiff({ diff }: { readonly diff: DocumentDiff }) {
  const { t } = useLingui()
  const words = useChangeWords()
  const [ref, room] = useWidth<HTMLDivElement>()
  const { places, width, height } = layOutDiff(diff, room > 0 ? room : undefined)
  const scale = room > 0 ? Math.min(1, room / width) : 1
  const count = (...states: NodeDiff['state'][]) => diff.nodes.filter(({ state }) => states.includes(state)).length
  const keys = [
    { tone: 'var(--ok)', label: t`added ${count('added')}` },
    { tone: 'var(--warn-mark)', label: t`changed ${count('changed', 'replaced', 'moved')}` },
    { tone: 'var(--err)', label: t`removed ${count('removed')}` },
  ]
  const boxes = [...places.values()].map(({ x, y }) => ({ x, y, width: nodeWidth, height: nodeHeight }))
  const below = (node: NodeDiff) =>
    ({
      same: '',
      added: t`added`,
      removed: t`removed`,
      moved: t`input moved`,
      replaced: t`was ${words.titleAt(node, 0)}`,
      changed: node.params.length === 1 ? words.param(node, node.params[0]?.param ?? '') : t`${node.params.length} params`,
    })[node.state]
  const spoken = diff.nodes.filter(({ state }) => state !== 'same').map((node) => `${words.title(node)}: ${below(node)}`)
  return (
    <>
      <SectionHead
        title={t`What changed in the pipeline`}
        end={
          <span className="flex gap-3 text-small text-text-2">
            {keys.map(({ tone, label }) => (
              <span key={label} className="flex items-center gap-1.5">
                <span className="run-key" style={{ background: tone }} />
                {label}
              </span>
            ))}
          </span>
        }
      />
      <div ref={ref} className="min-w-0">
        <svg
          className="chart graph-diff"
          style={{ width: width * scale, height: height * scale }}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={spoken.length === 0 ? t`Both pipelines are the same.` : spoken.join('. ')}
        >
          {diff.wires.map(({ from, to, state }) => {
            const [a, b] = [places.get(from.slice(0, from.indexOf('.'))), places.get(to.slice(0, to.indexOf('.')))]
            if (!a || !b) return null
            const route = routeWire(
              { from: { x: a.x + nodeWidth, y: a.y + nodeHeight / 2 }, to: { x: b.x, y: b.y + nodeHeight / 2 } },
              { boxes: boxes.filter(({ x, y }) => (x !== a.x || y !== a.y) && (x !== b.x || y !== b.y)) },
            )
            return (
              <path
                key={`${from}>${to}`}
                d={routePath(route, 6)}
                fill="none"
                stroke={(state === 'same' ? undefined : colours[state]) ?? 'var(--wire)'}
                strokeWidth={1.5}
                strokeDasharray={state === 'removed' ? '4 3' : undefined}
              />
            )
          })}
          {diff.nodes.map((node) => {
            const place = places.get(node.key)
            if (!place) return null
            const entry = words.iconOf(node)
            const name = words.title(node)
            const gone = node.state === 'removed'
            return (
              <g key={node.key} transform={`translate(${place.x} ${place.y})`}>
                <title>{`${name} ${below(node)}`}</title>
                <rect
                  width={nodeWidth}
                  height={nodeHeight}
                  rx={6}
                  fill="var(--raised)"
                  stroke={colours[node.state] ?? 'var(--line-2)'}
                  strokeWidth={node.state === 'same' ? 1 : 1.5}
                  strokeDasharray={gone ? '4 3' : undefined}
                />
                <rect x={8} y={9} width={18} height={18} rx={4} fill={familyColour(entry?.family ?? 'utility')} />
                <g transform="translate(11 12)" color="var(--on-tile)">
                  <Icon name={entry?.icon ?? 'box'} size={12} />
                </g>
                <text className="strong" x={32} y={22} textDecoration={gone ? 'line-through' : undefined}>
                  {name.length > 15 ? `${name.slice(0, 14)}…` : name}
                </text>
                <text x={nodeWidth / 2} y={nodeHeight + 14} textAnchor="middle">
                  {below(node).length > 22 ? `${below(node).slice(0, 21)}…` : below(node)}
                </text>
              </g>
            )
          })}
        </svg>
      </div>
    </>
  )
}
