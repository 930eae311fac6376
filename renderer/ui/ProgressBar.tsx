/** How far something is, 0 to 1; null while that cannot be known. */
export function ProgressBar({ share, label }: { readonly share: number | null; readonly label: string }) {
  const percent = share === null ? null : Math.round(share * 100)
  return (
    <div className="bar" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent ?? undefined}>
      <span style={{ width: `${percent ?? 30}%` }} />
    </div>
  )
}
