import { describe, expect, it } from 'vitest'

import { call, column, literal } from '../expression.ts'
import type { Expr } from '../expression.ts'
import type { Column } from '../types.ts'
import { printDuckdb } from './duckdb-expression.ts'
import { hoist } from './hoist.ts'

const columns: readonly Column[] = [
  { name: 't', type: 'text' },
  { name: 'x', type: 'float' },
  { name: 'E0', type: 'int' },
]

/** All the SQL of the layers together. */
function printed(expr: Expr): string {
  const { layers, outputs, columns: known } = hoist([{ name: 'out', expr }], columns)
  let visible = columns
  const parts = layers.flatMap((layer) => {
    const sql = layer.exprs.map((item) => printDuckdb(item.expr, visible))
    visible = layer.columns
    return sql
  })
  return [...parts, ...outputs.map((item) => printDuckdb(item.expr, known))].join('\n')
}

function nested(depth: number, wrap: (inner: Expr) => Expr, inner: Expr): Expr {
  return depth === 0 ? inner : wrap(nested(depth - 1, wrap, inner))
}

const soundex = (inner: Expr) => call('soundex', inner)

describe('hoist', () => {
  it('leaves alone what is short', () => {
    const expr = call('left', call('trim', column('t')), literal('int', 3))
    expect(hoist([{ name: 'out', expr }], columns)).toEqual({ layers: [], outputs: [{ name: 'out', expr }], columns })
  })

  it('keeps nested formulas from growing exponentially', () => {
    const sizes = [4, 8, 16].map((depth) => printed(nested(depth, soundex, column('t'))).length)
    expect(sizes[1]).toBeLessThan((sizes[0] ?? 0) * 2.2)
    expect(sizes[2]).toBeLessThan((sizes[1] ?? 0) * 2.2)
  })

  it('keeps expressions from being too deep', () => {
    const { layers } = hoist([{ name: 'out', expr: nested(200, (inner) => call('add', inner, column('x')), column('x')) }], columns)
    expect(layers.length).toBeGreaterThan(3)
  })

  it('lifts an expression once and gives new names', () => {
    const long = soundex(soundex(column('t')))
    const { layers, columns: known } = hoist(
      [
        { name: 'a', expr: call('concatenate', long, soundex(long)) },
        { name: 'e1', expr: soundex(long) },
      ],
      columns,
    )
    const names = layers.flatMap((layer) => layer.exprs.map((item) => item.name))
    expect(new Set(names).size).toBe(names.length)
    expect(names).not.toContain('e0')
    expect(names).not.toContain('e1')
    expect(known.map((item) => item.name)).toEqual(['t', 'x', 'E0', ...names])
    expect(names).toHaveLength(2)
  })

  it('leaves what can stop a run where it is only computed when needed', () => {
    const strict = soundex(call('int-to-text', call('text-to-int-strict', column('t'))))
    const guarded = call('if', call('contains', column('t'), literal('text', '1')), soundex(strict), literal('text', ''))
    expect(hoist([{ name: 'out', expr: guarded }], columns).layers).toEqual([])
    expect(hoist([{ name: 'out', expr: soundex(strict) }], columns).layers).toHaveLength(2)
  })

  it('lifts a window inside a window', () => {
    const order = [{ expr: column('E0') }]
    const inner: Expr = { kind: 'window', fn: 'lag', args: [column('x'), literal('int', 1)], partitionBy: [], orderBy: order }
    const outer: Expr = { kind: 'window', fn: 'cumulative-sum', args: [call('negate', inner)], partitionBy: [], orderBy: [{ expr: inner }] }
    const { layers, outputs } = hoist([{ name: 'out', expr: outer }], columns)
    expect(layers).toHaveLength(1)
    expect(outputs[0]?.expr).toMatchObject({ args: [column('e1')] })
    expect(printed(outer)).toContain('sum("e1") OVER (ORDER BY "e2" ASC NULLS LAST')
  })
})
