import type { DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'

import { compileClosure } from '../closure/compile-closure.ts'
import type { Expr, NamedExpr } from '../expression.ts'
import { asRead, duckdbRows, openDuckdb } from '../testing/duckdb-rows.ts'
import { projectQuery, valuesTable } from '../testing/duckdb-project.ts'
import { sameValue, showValue } from '../testing/same-value.ts'
import { parsePattern } from './parse-pattern.ts'
import type { Pattern } from './pattern.ts'

const columns = [{ name: 'a', type: 'text' as const }]

const atoms = [
  'a',
  'b',
  'É',
  '😀',
  '.',
  '\\d',
  '\\w',
  '\\s',
  '\\W',
  '[ab]',
  '[^a]',
  '[a-c1-3]',
  '[^\\d😀]',
  '[&-]',
  '\\.',
  '-',
  '/',
  '^',
  '$',
  '\\n',
  ' ',
]
const repeats = ['', '', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,}', '{0,2}', '{1,2}?']

const pieces = fc.letrec<{ piece: string; sequence: string; choice: string }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.tuple(fc.constantFrom(...atoms), fc.constantFrom(...repeats)).map(([atom, repeat]) => atom + repeat),
    fc
      .tuple(fc.constantFrom('(', '(?:'), tie('choice'), fc.constantFrom(...repeats))
      .map(([open, body, repeat]) => `${open}${body})${repeat}`),
  ),
  sequence: fc.array(tie('piece'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
  choice: fc.array(tie('sequence'), { minLength: 1, maxLength: 2 }).map((parts) => parts.join('|')),
}))

const source = fc.tuple(fc.constantFrom('', '', '(?i)'), pieces.choice).map(([flag, body]) => flag + body)
const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'A', 'c', '1', '3', '_', '-', '&', '.', '/', ' ', '\n', '\t', 'é', 'É', '😀', '\u00A0'),
  maxLength: 8,
})

function callsOf(pattern: string, parsed: Pattern): readonly Expr[] {
  const column: Expr = { kind: 'column', name: 'a' }
  const constant = (value: string): Expr => ({ kind: 'literal', type: 'text', value })
  const call = (fn: string, ...args: readonly Expr[]): Expr => ({ kind: 'call', fn, args: [column, constant(pattern), ...args] })
  const groups = Array.from({ length: Math.min(parsed.groups, 9) + 1 }, (_, group) =>
    call('regex-extract', { kind: 'literal', type: 'int', value: group }),
  )
  const always = [call('regex-match'), call('regex-full-match'), ...groups]
  if (parsed.matchesEmpty) return always
  const last = Math.min(parsed.groups, 9)
  return [
    ...always,
    call('regex-count'),
    call('regex-extract-all'),
    call('regex-replace', constant(`<$0\\$$${last > 0 ? `$${last}` : ''}>`)),
  ]
}

describe('regular expressions of the common subset', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await openDuckdb()
  })

  it('match the same in DuckDB and JavaScript', async () => {
    let compared = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(source, { minLength: 8, maxLength: 8 }),
        fc.array(text, { minLength: 12, maxLength: 12 }),
        async (patterns, texts) => {
          const exprs = patterns
            .flatMap((pattern) => {
              const parsed = parsePattern(pattern)
              return parsed.ok ? callsOf(pattern, parsed.pattern) : []
            })
            .map((expr, at): NamedExpr => ({ name: `o${at}`, expr }))
          if (exprs.length === 0) return
          const { rows } = await duckdbRows(
            connection,
            projectQuery(
              exprs,
              columns,
              valuesTable(
                columns,
                texts.map((item) => [item]),
              ),
            ),
          )
          const wrong = exprs.flatMap(({ expr }, at) => {
            const closure = compileClosure(expr, columns)
            return texts.flatMap((item, row) => {
              const wanted = asRead(closure([item]))
              const got = rows[row]?.[at] ?? null
              compared++
              return sameValue(got, wanted, 0)
                ? []
                : [`${JSON.stringify(expr)} on ${JSON.stringify(item)}: DuckDB ${showValue(got)}, JavaScript ${showValue(wanted)}`]
            })
          })
          expect(wrong).toEqual([])
        },
      ),
      { numRuns: 200, seed: 20_261_122 },
    )
    expect(compared).toBeGreaterThan(10_000)
  })
})
