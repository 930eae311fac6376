import { fitness, fold } from '../commands/rank.ts'
import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { Language } from '../../engine/protocol/text.ts'

/**
 * The nodes that fit what was typed, best first: by title in the language of the studio, then by title and keywords in both. Accents do
 * not count. When nothing fits, the words may stand anywhere in what the node says of itself ("train/test split"); then a wrong, missing
 * or extra letter per word is forgiven.
 */
export function searchNodes(query: string, entries: readonly CatalogueEntry[], language: Language): readonly CatalogueEntry[] {
  const folded = fold(query.trim())
  if (folded === '') return entries
  const found = best(entries, (entry) => score(entry, language, (text) => fitness(folded, text)))
  if (found.length > 0) return found
  const scattered = best(entries, (entry) => (everywhere(words(folded), entry) ? 1 : 0))
  return scattered.length > 0 ? scattered : best(entries, (entry) => score(entry, language, (text) => (near(folded, text) ? 1 : 0)))
}

function best(entries: readonly CatalogueEntry[], scoreOf: (entry: CatalogueEntry) => number): readonly CatalogueEntry[] {
  return entries
    .map((entry, index) => ({ entry, index, score: scoreOf(entry) }))
    .filter(({ score: points }) => points > 0)
    .toSorted((a, b) => b.score - a.score || a.index - b.index)
    .map(({ entry }) => entry)
}

function score(entry: CatalogueEntry, language: Language, fits: (text: string) => number): number {
  const other = language === 'en' ? 'fr' : 'en'
  const least = (text: string, less: number) => {
    const points = fits(fold(text))
    return points === 0 ? 0 : points - less
  }
  // A word of the name is more than the beginning of a keyword; of equal ones the short name says it best.
  const named = fits(fold(entry.title[language]))
  return Math.max(
    named === 2 ? 2.7 - entry.title[language].length / 1000 : named,
    least(entry.title[other], 0.4),
    ...entry.keywords[language].map((word) => least(word, 0.5)),
    ...entry.keywords[other].map((word) => least(word, 0.6)),
    // What it does, in a sentence, only counts when its name says nothing.
    least(entry.summary[language], 0.9) * 0.5,
  )
}

const words = (text: string): readonly string[] => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean)

/** Every part begins a word of the titles or the keywords, in either language. */
function everywhere(parts: readonly string[], { title, keywords }: CatalogueEntry): boolean {
  const there = [title.en, title.fr, ...keywords.en, ...keywords.fr].flatMap((text) => words(fold(text)))
  return parts.length > 0 && parts.every((part) => there.some((word) => word.startsWith(part)))
}

/** Every word of the query is the beginning of a word of the text but for one letter; short words must be right. */
function near(query: string, text: string): boolean {
  const there = words(text)
  return query.split(/\s+/).every((part) => part.length >= 4 && there.some((word) => slips(part, word) <= 1))
}

/** Letters to be changed so that `part` begins `word` (Levenshtein, free end). */
function slips(part: string, word: string): number {
  let row = Array.from({ length: word.length + 1 }, (_, i) => i)
  for (let i = 1; i <= part.length; i++) {
    const next = [i]
    for (let j = 1; j <= word.length; j++) {
      const same = part[i - 1] === word[j - 1] ? 0 : 1
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same)
    }
    row = next
  }
  return Math.min(...row)
}
