/** The arc that turns while something runs; it stands still under reduced motion. */
export function Arc({ size = 14 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden className="arc">
      <path d="M12 3a9 9 0 1 0 9 9" />
    </svg>
  )
}
