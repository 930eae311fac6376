/** How many, beside the name of what is counted. */
export function Count({ value, tone = 'neutral' }: { readonly value: number | string; readonly tone?: 'neutral' | 'err' }) {
  return (
    <span className="count" data-tone={tone}>
      {value}
    </span>
  )
}
