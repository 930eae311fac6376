/** The hatching of what is too small or missing, to be used as `fill="url(#ID)"`. */
export function HatchPattern({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1={0} x2={0} y1={0} y2={6} stroke="var(--hatch)" strokeWidth={2} />
      </pattern>
    </defs>
  )
}
