import { createHash } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import type { Expr } from '../expression.ts'
import { printDuckdb } from '../print/duckdb-expression.ts'
import { duckdbRows, openDuckdb } from '../testing/duckdb-rows.ts'
import type { Column } from '../types.ts'
import { compileClosure } from './compile-closure.ts'

const columns: readonly Column[] = [{ name: 'c', type: 'text' }]
const block = 4096

/** The planes that have letters; 3 to 13 and the private ones are much the same everywhere. */
const ranges: readonly (readonly [number, number])[] = [
  [1, 0xd7ff],
  [0xe000, 0x1ffff],
  [0xe0000, 0xe0fff],
]

const column: Expr = { kind: 'column', name: 'c' }
const call = (fn: string, ...args: readonly Expr[]): Expr => ({ kind: 'call', fn, args })
const literal = (value: string): Expr => ({ kind: 'literal', type: 'text', value })

/** Texts made of one code point; the letters around it show whether it separates words. */
const texts: Readonly<Record<string, Expr>> = {
  upper: call('upper', column),
  lower: call('lower', column),
  proper: call('proper', call('concat', literal('aB'), column, literal('cD'))),
  folded: call('ascii-fold', column),
  stripped: call('strip', call('concat', column, literal('x'), column)),
  cleaned: call('clean', column),
  reversed: call('reverse-text', call('concat', literal('a'), column)),
  matched: call('bool-to-text', call('regex-match', column, literal('\\W'))),
}

function codePoints(): readonly number[] {
  return ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at))
}

describe('single code points', () => {
  it('are treated alike by DuckDB and closures', async () => {
    const connection = await openDuckdb()
    const inRange = ranges.map(([from, to]) => `i BETWEEN ${from} AND ${to}`).join(' OR ')
    const table = `(SELECT i, chr(CAST(i AS INTEGER)) AS c FROM range(1, ${0xe1000}) r(i) WHERE ${inRange})`
    const digests = Object.entries(texts).map(([name, expr]) => `md5(string_agg(${printDuckdb(expr, columns)}, '|' ORDER BY i)) AS ${name}`)
    const { rows } = await duckdbRows(connection, `SELECT i // ${block} AS b, ${digests.join(', ')} FROM ${table} GROUP BY b ORDER BY b`)

    const closures = Object.values(texts).map((expr) => compileClosure(expr, columns))
    const blocks = new Map<number, readonly string[][]>()
    for (const code of codePoints()) {
      const results = blocks.get(Math.floor(code / block)) ?? closures.map(() => [])
      blocks.set(Math.floor(code / block), results)
      for (const [at, closure] of closures.entries()) results[at]?.push(String(closure([String.fromCodePoint(code)])))
    }
    const mine = [...blocks].map(([index, results]) => [
      index,
      ...results.map((lines) => createHash('md5').update(lines.join('|')).digest('hex')),
    ])
    expect(mine).toEqual(rows)
  })
})
