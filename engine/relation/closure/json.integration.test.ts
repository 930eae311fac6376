import type { DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'

import { call, column, literal } from '../expression.ts'
import type { NamedExpr } from '../expression.ts'
import { projectQuery, valuesTable } from '../testing/duckdb-project.ts'
import { asRead, duckdbRows, openDuckdb } from '../testing/duckdb-rows.ts'
import { sameValue, showValue } from '../testing/same-value.ts'
import type { Column } from '../types.ts'
import { compileClosure } from './compile-closure.ts'

const number = fc.oneof(
  fc.double().map(String),
  fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => value.toExponential()),
  fc.integer().map(String),
  fc.bigInt().map(String),
  fc.constantFrom(
    '-0',
    '0.0',
    '-0.0',
    '1e999',
    '-1E+2',
    '1.50',
    '01',
    '1.',
    '.5',
    '+1',
    '0x1',
    'nan',
    '-INF',
    'Infinity',
    'infin',
    '1e',
    '-',
  ),
)
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }).map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '"a"',
    '""',
    '"\\u00e9"',
    '"\\ud83d\\ude00"',
    '"\\ud800"',
    '"\\u00"',
    '"\\x"',
    '"\n"',
    '"\u007f"',
    '"\\u0000"',
    '"/"',
    '"\\/"',
  ),
)
const blank = fc.constantFrom('', '', '', ' ', '\n\t', '\u00a0')

const { document } = fc.letrec<{ document: string; value: string }>((tie) => ({
  document: fc.tuple(blank, tie('value'), blank).map((parts) => parts.join('')),
  value: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(number, text, fc.constantFrom('null', 'true', 'false', 'True', 'nul', '')),
    fc.array(tie('document'), { maxLength: 3 }).map((items) => `[${items.join(',')}]`),
    fc
      .array(fc.tuple(fc.oneof(text, fc.constantFrom('"a"', '"b"', '"0"')), tie('document')), { maxLength: 3 })
      .map((members) => `{${members.map(([name, value]) => `${name}:${value}`).join(',')}}`),
    tie('value').map((value) => value.replace(/[\]}]$/, ',$&')),
  ),
}))

const columns: readonly Column[] = [{ name: 'c0', type: 'text' }]
const made = ['json-value', 'json-kind', 'json-keys', 'json-items'].flatMap((fn) =>
  ['', 'a', 'a.b', '[0]', 'a[0].b', '"é"', '1'].map((path) => ({
    shown: `${fn} ${path}`,
    expr: call(fn, column('c0'), literal('text', path)),
  })),
)
const exprs = made.map(({ expr }, at): NamedExpr => ({ name: `o${at}`, expr }))

describe('JSON texts', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await openDuckdb()
  })

  it('are read and written by DuckDB and closures alike, whole, broken and odd ones', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(document, { minLength: 40, maxLength: 60 }), async (documents) => {
        const rows = documents.map((value) => [value])
        const got = await duckdbRows(connection, projectQuery(exprs, columns, valuesTable(columns, rows)))
        const wrong = made.flatMap(({ shown, expr }, at) => {
          const closure = compileClosure(expr, columns)
          return rows.flatMap((row, index) => {
            const wanted = asRead(closure(row))
            const found = got.rows[index]?.[at] ?? null
            return sameValue(found, wanted, 0) ? [] : [`${shown} of ${row[0]} is ${showValue(found)} in DuckDB, ${showValue(wanted)} here`]
          })
        })
        expect(wrong).toEqual([])
      }),
      { numRuns: 60, seed: 20_261_123 },
    )
  })

  it('nested too deeply are no documents, instead of ending the engine', () => {
    const closure = compileClosure(call('json-kind', column('c0'), literal('text', '')), columns)
    expect(closure(['['.repeat(100_000)])).toBeNull()
    expect(closure([`${'['.repeat(900)}${']'.repeat(900)}`])).toBe('array')
  })
})
