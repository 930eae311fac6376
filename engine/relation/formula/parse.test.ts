import { describe, expect, test } from 'vitest'
import { parse } from './parse.ts'
import { childrenOf } from './tree.ts'
import type { Tree } from './tree.ts'

/** A tree on one line. */
function lisp(tree: Tree): string {
  const rest = childrenOf(tree).map(lisp).join(' ')
  switch (tree.kind) {
    case 'missing':
      return '?'
    case 'column':
    case 'name':
      return tree.name
    case 'number':
      return tree.raw
    case 'text':
      return `"${tree.value}"`
    case 'moment':
      return `#${tree.value}#`
    case 'constant':
      return tree.word
    case 'group':
      return `{${rest}}`
    case 'binary':
      return `(${tree.operator} ${rest})`
    case 'call':
      return `(${tree.name}: ${rest})`
    case 'in':
    case 'between':
    case 'is-null':
      return `(${tree.negated ? 'not-' : ''}${tree.kind} ${rest})`
    default:
      return `(${tree.kind} ${rest})`
  }
}

describe('parse', () => {
  test.each([
    ['1+2*3', '(+ 1 (* 2 3))'],
    ['1-2-3', '(- (- 1 2) 3)'],
    ['2^3^2', '(^ (^ 2 3) 2)'],
    ['-2^2', '(^ (minus 2) 2)'],
    ['2^-1', '(^ 2 (minus 1))'],
    ['-5%', '(minus (percent 5))'],
    ['2*5%', '(* 2 (percent 5))'],
    ['1&2+3&4', '(& (& 1 (+ 2 3)) 4)'],
    ['"a"&"b"="ab"', '(= (& "a" "b") "ab")'],
    ['[a]=1 AND [b]=2 OR [c]', '(or (and (= a 1) (= b 2)) c)'],
    ['[a] AND [b] AND [c]', '(and a b c)'],
    ['[a] AND ([b] AND [c])', '(and a {(and b c)})'],
    ['NOT [a] = 1 AND [b]', '(and (not (= a 1)) b)'],
    ['NOT([a]) = [b]', '(= (NOT: a) b)'],
    ['AND([a], [b]) OR OR([c])', '(or (AND: a b) (OR: c))'],
    ['[a] OR ([b])', '(or a {b})'],
    ['[x] IN (1, 2; 3)', '(in x 1 2 3)'],
    ['[x] NOT IN (1)', '(not-in x 1)'],
    ['[x] PAS DANS (1)', '(not-in x 1)'],
    ['[x] BETWEEN 1 AND 2 + 1 AND [y]', '(and (between x 1 (+ 2 1)) y)'],
    ['[x] NOT BETWEEN 1 AND 2', '(not-between x 1 2)'],
    ['[x] ENTRE 1 ET 2 OU [y]', '(or (between x 1 2) y)'],
    ['BETWEEN([x], 1, 2)', '(BETWEEN: x 1 2)'],
    ['[x] IS NULL', '(is-null x)'],
    ['[x] IS NOT MISSING', '(not-is-null x)'],
    ['[x] est non manquant et vrai', '(and (not-is-null x) true)'],
    ['=SI([a] > 1; "x"; faux)', '(SI: (> a 1) "x" false)'],
    ['TRUE() = VRAI', '(= true true)'],
    ['PI()', '(PI: )'],
    ['TOINT!("1") * PLAFOND.MATH(1)', '(* (TOINT!: "1") (PLAFOND.MATH: 1))'],
    ['#2024-01-31# + 1', '(+ #2024-01-31# 1)'],
    ['+5', '(plus 5)'],
    ['price', 'PRICE'],
  ])('%s', (text, expected) => {
    const { tree, problem } = parse(text)
    expect(problem).toBeUndefined()
    expect(lisp(tree)).toBe(expected)
  })

  // The span of the problem stands between ‹ and ›; the rest of the formula is still read.
  test.each([
    ['‹›', 'empty', '?'],
    ['1 ‹+›', 'value-missing', '(+ 1 ?)'],
    ['1 ‹*› / 2', 'value-missing', '(/ (* 1 ?) 2)'],
    ['‹*› 2', 'value-missing', '(* ? 2)'],
    ['‹AND›', 'value-missing', '(and ? ?)'],
    ['[a] ‹AND›', 'value-missing', '(and a ?)'],
    ['IF([a],‹,› 2)', 'value-missing', '(IF: a ? 2)'],
    ['(‹)›', 'value-missing', '{?}'],
    ['ROUND‹(›[a], 2', 'parenthesis-missing', '(ROUND: a 2)'],
    ['IF([a], ‹(›1', 'parenthesis-missing', '(IF: a {1})'],
    ['2 * ‹(›[a] + 1', 'parenthesis-missing', '(* 2 {(+ a 1)})'],
    ['ROUND([a])‹)› + 1', 'parenthesis-extra', '(ROUND: a)'],
    ['1‹)›', 'parenthesis-extra', '1'],
    ['1 ‹,› 2', 'separator-extra', '1'],
    ['‹1,5› * 2', 'decimal-comma', '1'],
    ['(‹1;5›)', 'decimal-comma', '{1}'],
    ['[a] ‹[b]›', 'operator-missing', 'a'],
    ['LEFT([a] ‹2›)', 'operator-missing', '(LEFT: a 2)'],
    ['([a] ‹2›)', 'operator-missing', '{a}'],
    ['‹unit price› * 2', 'brackets-missing', 'UNIT'],
    ['1 < 2 ‹<› 3', 'chained-comparison', '(< (< 1 2) 3)'],
    ['[x] ‹IN› 3', 'word-missing', '(in x 3)'],
    ['[x] ‹BETWEEN› 1', 'word-missing', '(between x 1 ?)'],
    ['[x] ‹IS› 3', 'word-missing', '(is-null x)'],
    ['IN ‹"open›', 'text-unclosed', '(in ? "open")'],
    ["‹'›a' + 1", 'unexpected-character', '(+ A 1)'],
  ])('%s: %s', (marked, code, expected) => {
    const text = marked.replace(/[‹›]/g, '')
    const { tree, problem } = parse(text)
    expect(problem?.code).toBe(code)
    expect([problem?.from, problem?.to]).toEqual([marked.indexOf('‹'), marked.indexOf('›') - 1])
    expect(lisp(tree)).toBe(expected)
  })

  test('every node spans its own text', () => {
    const text = ' ROUND( [a] * -2 , 1 ) IN (3) AND NOT [b] IS NULL'
    const walk = (tree: Tree): void => {
      const children = childrenOf(tree)
      for (const child of children) {
        expect(child.from).toBeGreaterThanOrEqual(tree.from)
        expect(child.to).toBeLessThanOrEqual(tree.to)
        walk(child)
      }
    }
    const { tree } = parse(text)
    walk(tree)
    expect(text.slice(tree.from, tree.to)).toBe(text.trim())
    const [first] = childrenOf(tree)
    expect(first && text.slice(first.from, first.to)).toBe('ROUND( [a] * -2 , 1 ) IN (3)')
  })
})
