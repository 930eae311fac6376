import type { PipelineEntry } from '../../engine/protocol/workspace.ts'
import { thumbnailOf } from './thumbnail.ts'

const families = new Set(['data', 'prepare', 'features', 'model', 'evaluate', 'deploy', 'utility'])

/** The small picture of a pipeline on its card. */
export function Picture({ entry }: { readonly entry: Pick<PipelineEntry, 'picture' | 'wires'> }) {
  const { width, height, boxWidth, boxHeight, nodes, wires } = thumbnailOf(entry)
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid meet"
      aria-hidden
      className="h-[104px] w-full border-b border-line bg-canvas wide:h-[136px]"
    >
      <path d={wires.join('')} fill="none" stroke="var(--wire)" />
      {nodes.map((node) => (
        <g key={node.id} transform={`translate(${node.x} ${node.y})`}>
          <rect width={boxWidth} height={boxHeight} rx={2.5} fill="var(--raised)" stroke="var(--line-control)" strokeWidth={0.75} />
          <rect
            x={2.5}
            y={2.5}
            width={boxHeight - 5}
            height={boxHeight - 5}
            rx={1.5}
            fill={`var(--c-${families.has(node.family) ? node.family : 'utility'})`}
          />
          <path d={`M${boxHeight} ${boxHeight / 2}h${boxWidth - boxHeight - 3}`} stroke="var(--line-control)" />
        </g>
      ))}
    </svg>
  )
}
