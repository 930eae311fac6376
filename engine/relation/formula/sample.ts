// What the tests of this folder share: columns of every type and a short form of expressions.

import type { Expr } from '../expression.ts'
import type { Column } from '../types.ts'

export const sampleColumns: readonly Column[] = [
  { name: 'price', type: 'float' },
  { name: 'qty', type: 'int' },
  { name: 'name', type: 'text' },
  { name: 'day', type: 'date' },
  { name: 'at', type: 'timestamp' },
  { name: 'ok', type: 'bool' },
  { name: 'tags', type: 'list<text>' },
  { name: 'scores', type: 'list<float>' },
  { name: 'unit price', type: 'float' },
  { name: 'a]b "c" é 🎲', type: 'int' },
]

/** An expression on one line: columns by name, literals with their type, calls by id. */
export function shown(expr: Expr): string {
  switch (expr.kind) {
    case 'column':
      return expr.name
    case 'literal':
      return `${JSON.stringify(expr.value)}:${expr.type}`
    case 'call':
      return `${expr.fn}(${expr.args.map(shown).join(', ')})`
    case 'window':
      return `${expr.fn} over (${expr.args.map(shown).join(', ')})`
  }
}
