import { contingencyScores } from './contingency-scores.ts'
import { codedColumn, countsOf, type FilterColumn, type FilterTarget } from './filter-column.ts'

/**
 * FCBF (Yu and Liu 2003): columns by how much they and the target tell each other (symmetric uncertainty), from `least` on; of two that tell each
 * other more than the weaker one and the target do, the weaker goes. Gives the places of those kept, the best first.
 */
export function fastCorrelationFilter(columns: readonly FilterColumn[], target: FilterTarget, least: number): readonly number[] {
  const coded = columns.map((column) => codedColumn(column))
  const y = codedColumn(target)
  const uncertainty = (a: (typeof coded)[number], b: typeof a) => contingencyScores(countsOf(a, b)).uncertainty
  const ranked = coded
    .map((column, place) => ({ place, own: uncertainty(column, y) }))
    .filter(({ own }) => own > 0 && own >= least)
    .toSorted((a, b) => b.own - a.own || a.place - b.place)
  const kept: typeof ranked = []
  for (const one of ranked) if (!kept.some(({ place }) => uncertainty(coded[place]!, coded[one.place]!) >= one.own)) kept.push(one)
  return kept.map(({ place }) => place)
}
