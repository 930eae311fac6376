const series = [
  'var(--c-data)',
  'var(--c-utility)',
  'var(--c-prepare)',
  'var(--c-features)',
  'var(--c-model)',
  'var(--c-evaluate)',
  'var(--c-deploy)',
]

/** Colour of the n-th series of a chart. */
export function seriesColour(index: number): string {
  return series[index % series.length] ?? 'var(--c-utility)'
}
