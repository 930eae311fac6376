/** The letter of a run in a comparison. */
export function RunBadge({ letter }: { readonly letter: string }) {
  return (
    <span className="run-badge" data-letter={letter}>
      {letter}
    </span>
  )
}
