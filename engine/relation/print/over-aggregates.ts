import { closingAt } from './template.ts'

const made = new Map<string, string>()

/**
 * The template of an aggregate as a window: `{w}`, the OVER clause, after each call of an aggregate function of the engine
 * (and after its FILTER clause).
 */
export function overAggregates(template: string, aggregates: readonly string[]): string {
  const known = made.get(template)
  if (known !== undefined) return known
  const ends = [...template.matchAll(new RegExp(`\\b(?:${aggregates.join('|')})\\(`, 'g'))].map((match) => {
    const end = closingAt(template, match.index + match[0].length - 1) + 1
    return template.startsWith(' FILTER (', end) ? closingAt(template, end + ' FILTER '.length) + 1 : end
  })
  const cuts = [0, ...ends.toSorted((a, b) => a - b), template.length]
  const pieces = cuts.slice(1).map((end, index) => template.slice(cuts[index], end))
  const result = pieces.join(' {w}')
  made.set(template, result)
  return result
}
