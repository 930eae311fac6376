import { call, literal, type Expr } from '../../engine/relation/expression.ts'

const mostInLeaf = 6

/**
 * What stands beside a text in a list, missing for a text that is not listed. Texts outside the list pass after one question, which the database
 * answers by a hash; for the others a tree of comparisons asks a dozen where a chain of cases would ask thousands. `value` is written often: it
 * should be a column.
 */
export function lookUp(value: Expr, pairs: ReadonlyMap<string, Expr>, none: Expr): Expr {
  if (pairs.size === 0) return none
  const sorted = [...pairs].toSorted(([a], [b]) => byCodePoints(a, b))
  return call('if', among(value, pairs.keys()), tree(value, sorted, none), none)
}

/** Whether a text is listed. Missing values are not, as `IF` takes it. */
export function among(value: Expr, texts: Iterable<string>): Expr {
  const listed = [...texts].map((text) => literal('text', text))
  return listed.length === 0 ? literal('bool', false) : call('in', value, ...listed)
}

function tree(value: Expr, sorted: readonly (readonly [string, Expr])[], none: Expr): Expr {
  if (sorted.length <= mostInLeaf) {
    const cases = sorted.flatMap(([key, result]) => [call('equal', value, literal('text', key)), result])
    return call('ifs', ...cases, literal('bool', true), none)
  }
  const middle = sorted.length >> 1
  const [pivot = ''] = sorted[middle] ?? []
  return call(
    'if',
    call('less', value, literal('text', pivot)),
    tree(value, sorted.slice(0, middle), none),
    tree(value, sorted.slice(middle), none),
  )
}

/** The order of texts in the engine: by code points, which differs from JavaScript's beyond U+FFFF. */
function byCodePoints(a: string, b: string): number {
  let at = 0
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at++
  // Back to the start of a pair of surrogates.
  if (at > 0 && /[\ud800-\udbff]/.test(a.charAt(at - 1))) at--
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1)
}
