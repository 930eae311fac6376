/** Small letters without accents, so that "reg" finds "Régression". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/**
 * How well a folded query fits a folded text: 4 the whole, 3 its beginning, 2 the beginning of a word, 1 anywhere, 0 not at all.
 * Words of the query may come in any order, each must fit; the worst of them counts.
 */
export function fitness(query: string, text: string): number {
  if (query === '') return 1
  if (text === query) return 4
  if (text.startsWith(query)) return 3
  const words = query.split(/\s+/).filter(Boolean)
  return Math.min(
    2,
    ...words.map((word) => {
      const at = text.indexOf(word)
      if (at < 0) return 0
      return at === 0 || new RegExp(`[^\\p{L}\\p{N}]${escape(word)}`, 'u').test(text) ? 2 : 1
    }),
  )
}

function escape(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

export interface Searchable {
  readonly label: string
  /** Other words by which it is found, counted a little less than its label. */
  readonly also?: readonly string[]
}

/** What fits a query, best first; equal ones keep their order. An empty query keeps everything. */
export function rank<T extends Searchable>(query: string, items: readonly T[]): readonly T[] {
  const folded = fold(query.trim())
  if (folded === '') return items
  return items
    .map((item, index) => {
      const label = fitness(folded, fold(item.label))
      const also = Math.max(0, ...(item.also ?? []).map((word) => fitness(folded, fold(word)) - 0.5))
      return { item, index, score: Math.max(label, also) }
    })
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || a.index - b.index)
    .map(({ item }) => item)
}
