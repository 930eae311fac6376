// Near-duplicate texts: keys under which variants of a value are equal, and groups of values that are close. Pure.

import { compileClosure } from '../closure/compile-closure.ts'
import { call, column, literal, type Expr } from '../expression.ts'

const text = (value: string) => literal('text', value)
const replace = (value: Expr, pattern: string, by: string) => call('regex-replace', value, text(pattern), text(by))

// The punctuation of ASCII and of printed text, but for the signs that say something of their own: C++ is not C#, <=50K is not >50K.
const punctuation =
  '[!"&-*,-/:;?@\\[-`{-~\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00a1\u00a7\u00ab\u00b6\u00b7\u00bb\u00bf\u2010-\u2027\u2030-\u205e\u3001-\u3011]'

/** Lower case, without accents and punctuation, words with one space between. */
function plainWords(value: Expr): Expr {
  const bare = replace(call('ascii-fold', call('lower', value)), punctuation, '')
  return call('strip', replace(bare, '[\\s\u00a0\u2000-\u200a\u202f\u3000]+', ' '))
}

/**
 * The fingerprint of a text as OpenRefine's documentation describes it: trimmed, lower case, no punctuation or control characters, no accents,
 * its words sorted, each once, a space between; unlike there, # $ % + < = > stay. Missing where nothing remains. Source: openrefine.org,
 * Clustering in depth.
 */
export function fingerprintExpression(value: Expr): Expr {
  const words = call('list-sort', call('list-distinct', call('split', plainWords(value), text(' '))))
  return call('blank-to-null', call('list-join', words, text(' ')))
}

const row = [{ name: 'value', type: 'text' as const }]
const compiled = (expr: Expr) => {
  const closure = compileClosure(expr, row)
  return (value: string): string => {
    const result = closure([value])
    return typeof result === 'string' ? result : ''
  }
}

/** The same for one text, empty where nothing remains; by the expression itself, so that rows and clusters cannot differ. */
export const fingerprint = compiled(fingerprintExpression(column('value')))

const plain = compiled(plainWords(column('value')))

/** The words of a text as they sound: plain words, in their order. */
export const plainWordsOf = (value: string): readonly string[] =>
  plain(value)
    .split(' ')
    .filter((word) => word !== '')

/**
 * OpenRefine's n-gram fingerprint: plain, without spaces; all runs of `size` characters, sorted, each once, put together. A shorter text is
 * its own key.
 */
export function ngramFingerprint(value: string, size: number): string {
  const letters = [...plain(value).replaceAll(' ', '')]
  if (letters.length <= size) return letters.join('')
  const grams = new Set<string>()
  for (let at = 0; at + size <= letters.length; at++) grams.add(letters.slice(at, at + size).join(''))
  return [...grams].toSorted((a, b) => (a < b ? -1 : 1)).join('')
}
