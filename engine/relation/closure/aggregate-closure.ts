import { ExpressionError } from '../expression-error.ts'
import { functionSpec } from '../functions/catalogue.ts'
import { notAllowed } from '../signature-problem.ts'
import type { Value } from '../types.ts'
import { aggregates } from './aggregate.ts'
import type { ListFunction } from './list-function.ts'
import { windows } from './window.ts'

/** A function of whole columns: a list with one value a row for each argument, or the single value of a constant one. */
export type ListClosure = (args: readonly Value[]) => Value

function listClosure(fn: string, kind: 'aggregate' | 'window', functions: Readonly<Record<string, ListFunction>>): ListClosure {
  const spec = functionSpec(fn)
  if (spec.kind !== kind) throw notAllowed(spec, [])
  const compute = functions[fn] as ((...args: readonly Value[]) => Value) | undefined
  if (compute === undefined)
    throw new ExpressionError('unknown-function', { en: `${fn} has no closure.`, fr: `${fn} n’a pas de fonction.` })
  return (args) => compute(...args)
}

/**
 * An aggregate of the catalogue as a function of the rows of one group. Arguments have their declared types (ints given where floats are
 * declared as numbers). Throws an ExpressionError for an unknown function or one that is no aggregate.
 */
export function aggregateClosure(fn: string): ListClosure {
  return listClosure(fn, 'aggregate', aggregates)
}

/** A window function of the catalogue over the rows of one partition in window order: one value a row. Arguments as for aggregateClosure. */
export function windowClosure(fn: string): ListClosure {
  return listClosure(fn, 'window', windows)
}
