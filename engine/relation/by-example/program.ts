import type { Expr } from '../expression.ts'

/** A whole formula that gives every typed result, with what it gives in every row as text. */
export interface Program {
  readonly expr: Expr
  readonly cost: number
  readonly outputs: readonly (string | null)[]
}

/** A text as its kinds of signs: `Ab 12` is `Aa 9`. Several words count as their first one. */
export function shapeOf(text: string): string {
  return text
    .replace(/[0-9]+/g, '9')
    .replace(/\p{Lu}+/gu, 'A')
    .replace(/\p{Ll}+/gu, 'a')
    .replace(/(Aa|a|A)(?: (?:Aa|a|A))+/g, '$1')
}

/** How badly something does in the rows that nobody typed: results that are missing though something was there, and ones of another shape. */
export function strangeness(
  outputs: readonly (string | null)[],
  { results, filled }: { results: readonly string[]; filled: readonly boolean[] },
): number {
  const shapes = new Set(results.filter((result) => result !== '').map(shapeOf))
  let [rows, failed, odd] = [0, 0, 0]
  for (const [at, output] of outputs.entries()) {
    if (at < results.length || filled[at] === false) continue
    rows++
    if (output === null || output === '') failed++
    else if (!shapes.has(shapeOf(output))) odd++
  }
  // A few rows do not say much of shapes.
  return rows === 0 ? 0 : (5 * failed) / rows + (3 * odd) / (rows + 4)
}
