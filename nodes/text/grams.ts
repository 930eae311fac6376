import { call, literal, type Expr } from '../../engine/relation/expression.ts'

const text = (value: string) => literal('text', value)
// Stands between runs while they are one text; a sign that texts do not hold.
const between = '\u001f'

/** All runs of `size` letters or words of a text, as a list; those that begin at the first one come first. Texts that are shorter have none. */
export function grams(value: Expr, of: 'letters' | 'words', size: number): Expr {
  const word = '[^ \\t\\n\\r]+'
  const gap = '[ \\t\\n\\r]+'
  const pattern = of === 'letters' ? `(?:.|\\n){${size}}` : Array.from({ length: size }, () => word).join(gap)
  const runs = Array.from({ length: size }, (_, skipped) => {
    const rest =
      of === 'letters' ? call('mid', value, literal('int', skipped + 1), literal('int', 1_000_000)) : withoutWords(value, skipped)
    const found = call('list-join', call('regex-extract-all', rest, text(pattern)), text(between))
    return call('null-if', found, text(''))
  })
  const joined = call('join-text', text(between), ...runs)
  const none = call('list-slice', call('split', value, text(between)), literal('int', 2), literal('int', 0))
  return call(
    'if',
    call('is-null', value),
    literal('list<text>', null),
    call('if', call('equal', joined, text('')), none, call('split', joined, text(between))),
  )
}

function withoutWords(value: Expr, count: number): Expr {
  const lead = call('regex-replace', value, text('^[ \\t\\n\\r]+'), text(''))
  return Array.from({ length: count }).reduce<Expr>(
    (rest) => call('regex-replace', rest, text('^[^ \\t\\n\\r]+[ \\t\\n\\r]*'), text('')),
    lead,
  )
}
