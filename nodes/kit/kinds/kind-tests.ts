import { compileClosure } from '../../../engine/relation/closure/compile-closure.ts'
import { column } from '../../../engine/relation/expression.ts'
import { semanticKinds } from '../semantic-kinds.ts'
import type { SemanticKind } from './semantic-kind.ts'

/** A kind, and whether a value without white space around it is one. */
export interface KindTest {
  readonly kind: SemanticKind
  is(value: string): boolean
}

let compiled: readonly KindTest[] | undefined

/** The tests of all kinds, compiled once: a thousand values are tested sooner than the database has planned a query of so many checks. */
export function kindTests(): readonly KindTest[] {
  compiled ??= semanticKinds.map((kind): KindTest => {
    const closure = compileClosure(kind.is(column('value')), [{ name: 'value', type: 'text' }])
    return { kind, is: (value) => closure([value]) === true }
  })
  return compiled
}
