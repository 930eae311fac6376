import type { ChartKind } from '../../engine/protocol/chart.ts'

const bars = (heights: readonly number[], gap: number) =>
  heights.map((height, i) => {
    const width = (24 - gap * (heights.length - 1)) / heights.length
    return <rect key={i} x={2 + i * (width + gap)} y={16 - height} width={width} height={height} />
  })

const dots: readonly (readonly [number, number])[] = [
  [5, 12],
  [8, 10],
  [9, 13],
  [12, 8],
  [14, 10],
  [17, 6],
  [18, 9],
  [21, 4],
  [23, 6],
]

const hexagon = (x: number, y: number, opacity: number) => (
  <path key={`${x} ${y}`} d={`M${x},${y - 4}l3.4,2v4l-3.4,2l-3.4,-2v-4z`} opacity={opacity} />
)

const cell = (x: number, y: number, opacity: number) => <rect key={`${x} ${y}`} x={x} y={y} width={5.5} height={4} opacity={opacity} />

const cells = (opacities: readonly number[]) => opacities.map((opacity, i) => cell(2 + (i % 4) * 6.2, 2 + Math.floor(i / 4) * 4.8, opacity))

const pictures: Readonly<Record<ChartKind, React.ReactNode>> = {
  histogram: bars([3, 6, 11, 14, 9, 5, 2], 0.6),
  bar: [13, 20, 8].map((width, i) => <rect key={i} x={2} y={2.5 + i * 5} width={width} height={3.4} />),
  box: (
    <>
      <rect x={2} y={4} width={24} height={1} />
      <rect x={8} y={2} width={9} height={5} />
      <rect x={5} y={12} width={18} height={1} />
      <rect x={10} y={10} width={10} height={5} />
    </>
  ),
  line: <path d="M2,13L8,8L13,10L19,4L26,6" fill="none" stroke="currentColor" strokeWidth={1.75} />,
  scatter: dots.map(([x, y]) => <circle key={`${x} ${y}`} cx={x} cy={y} r={1.4} />),
  hexbin: [hexagon(7, 11, 0.4), hexagon(14, 11, 0.9), hexagon(10.5, 5.2, 0.65), hexagon(17.5, 5.2, 1), hexagon(21, 11, 0.35)],
  heatmap: cells([0.25, 0.5, 0.8, 0.3, 0.6, 1, 0.5, 0.2, 0.35, 0.7, 0.25, 0.9]),
  mosaic: (
    <>
      <rect x={2} y={2} width={13} height={8} />
      <rect x={2} y={11} width={13} height={4} opacity={0.45} />
      <rect x={16} y={2} width={10} height={4} />
      <rect x={16} y={7} width={10} height={8} opacity={0.45} />
    </>
  ),
  correlation: cells([1, 0.3, 0.6, 0.2, 0.3, 1, 0.45, 0.7, 0.6, 0.45, 1, 0.25]),
  missing: [2, 8.2, 14.4, 20.6].map((x, i) => (
    <g key={x}>
      <rect x={x} y={2} width={5.2} height={13} opacity={0.25} />
      <rect x={x} y={4 + i * 2} width={5.2} height={i % 2 === 0 ? 1.4 : 3} />
    </g>
  )),
}

/** A kind of chart as a picture the size of a word. */
export function KindPicture({ kind }: { readonly kind: ChartKind }) {
  return (
    <svg width={28} height={18} viewBox="0 0 28 18" fill="currentColor" aria-hidden>
      {pictures[kind]}
    </svg>
  )
}
