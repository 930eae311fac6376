import { project } from '../../engine/relation/build.ts'
import { call, column, literal, type Expr, type NamedExpr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'

const int = (value: number) => literal('int', value)
const float = (value: number) => literal('float', value)

const space = 2 ** 32
const factor = 0x45d9f3b

/** A 32-bit hash of a few numbers, for the start of a stream. */
function startOf(...parts: readonly number[]): number {
  let hash = 0x9e3779b9
  for (const part of parts) {
    hash = Math.imul(hash ^ (part >>> 0) ^ Math.floor(part / space), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return hash >>> 0
}

/**
 * Adds streams of chance to rows that have a number: `name 0`, `name 1`, ... uniform in (0, 1), the same for the same number, seed and stream,
 * whichever rows are read and on any number of threads. Two rounds of a multiplying hash of 32 bits, computed in whole numbers by the database.
 */
export function withChance(
  input: Relation,
  number: string,
  streams: { readonly count: number; readonly seed: number; readonly name: string },
): Relation {
  const names = Array.from({ length: streams.count }, (_, index) => `${streams.name} ${index}`)
  const keep = input.columns.map((item): NamedExpr => ({ name: item.name, expr: column(item.name) }))
  const step = (relation: Relation, expr: (name: string, index: number) => Expr) =>
    project(relation, [...keep, ...names.map((name, index) => ({ name, expr: expr(name, index) }))])
  const multiplied = (value: Expr) => call('modulo-int', call('multiply-int', value, int(factor)), int(space))
  const folded = (name: string) => call('bitwise-xor', column(name), call('integer-divide', column(name), int(65_536)))
  let at = step(input, (_, index) => multiplied(call('bitwise-xor', column(number), int(startOf(streams.seed, index, 1)))))
  at = step(at, folded)
  at = step(at, (name, index) =>
    multiplied(call('modulo-int', call('add-int', column(name), int(startOf(streams.seed, index, 2))), int(space))),
  )
  at = step(at, folded)
  at = step(at, (name) => multiplied(column(name)))
  at = step(at, folded)
  return step(at, (name) => call('divide', call('add', call('int-to-float', column(name)), float(0.5)), float(space)))
}

/** A standard normal from two uniforms (Box and Muller 1958). */
export function normalOf(first: Expr, second: Expr): Expr {
  const radius = call('square-root', call('multiply', float(-2), call('natural-logarithm', first)))
  return call('multiply', radius, call('cosine', call('multiply', float(2 * Math.PI), second)))
}
