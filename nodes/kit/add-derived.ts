import { extend, freeName, select } from '../../engine/relation/build.ts'
import type { Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { passRolesOn } from './pass-roles-on.ts'

/** Columns that a node makes of one column of its input. */
export interface Derived {
  readonly source: string
  readonly columns: readonly { readonly name: string; readonly expr: Expr }[]
}

/** The input with the derived columns at its end; their sources stay or go. Names must not be taken by columns that stay (see `freeNames`). */
export function addDerived(input: Relation, derived: readonly Derived[], keepSources: boolean): Relation {
  const gone = new Set(keepSources ? [] : derived.map((item) => item.source))
  const extended = extend(
    input,
    derived.flatMap((item) => item.columns),
  )
  const names = extended.columns.flatMap((column) => (gone.has(column.name) ? [] : [column.name]))
  const sources = new Map(derived.flatMap((item) => item.columns.map((column) => [column.name, item.source] as const)))
  return passRolesOn(select(extended, names), input, sources)
}

/** A maker of names that no column of the table has and that it has not given before. */
export function freeNames(input: Relation): (wanted: string) => string {
  const taken = new Set(input.columns.map((column) => column.name))
  return (wanted) => {
    const name = freeName(wanted, taken)
    taken.add(name)
    return name
  }
}
