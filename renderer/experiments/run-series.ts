import type { RunRow } from '../../engine/protocol/experiment-methods.ts'

export const seriesKinds = ['pipeline', 'tag', 'model'] as const
export type SeriesKind = (typeof seriesKinds)[number]

export interface RunSeries {
  /** Empty for runs without one. Null for all that are too rare for a colour of their own. */
  readonly name: string | null
  readonly runs: ReadonlySet<string>
}

const mostSeries = 6

function keyOf(row: RunRow, by: SeriesKind): string {
  return by === 'pipeline' ? row.pipeline : ((by === 'tag' ? row.tags[0] : row.models[0]) ?? '')
}

/** The runs by pipeline, first tag or first model; the most frequent ones by themselves, the rest together. Pure. */
export function seriesOf(rows: readonly RunRow[], by: SeriesKind): readonly RunSeries[] {
  const found = new Map<string, string[]>()
  for (const row of rows) found.set(keyOf(row, by), [...(found.get(keyOf(row, by)) ?? []), row.id])
  const sorted = [...found].toSorted(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
  const shown = sorted.length > mostSeries + 1 ? sorted.slice(0, mostSeries) : sorted
  const rest = sorted.slice(shown.length).flatMap(([, ids]) => ids)
  return [...shown.map(([name, ids]) => ({ name, runs: new Set(ids) })), ...(rest.length > 0 ? [{ name: null, runs: new Set(rest) }] : [])]
}

/** The best value up to each place. Pure. */
export function bestSoFar(values: readonly number[], lower: boolean): readonly number[] {
  let best = lower ? Infinity : -Infinity
  return values.map((value) => (best = lower ? Math.min(best, value) : Math.max(best, value)))
}
