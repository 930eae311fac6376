import type { Expr } from '../expression.ts'
import type { ProjectRelation, Relation } from '../relation.ts'
import { rewriteParts } from './sharing.ts'

/** Without the marks of nodes and without steps that do nothing: filters that are always true, projections that change nothing. */
export function dropMarks(root: Relation): Relation {
  return rewriteParts(root, (part) => {
    if (part.op === 'mark') return part.input
    if (part.op === 'filter' && isTrue(part.test)) return part.input
    if (part.op === 'project' && isIdentity(part)) return part.input
    if (part.op === 'union' && part.inputs.length === 1 && part.inputs[0]) return part.inputs[0]
    return part
  })
}

const isTrue = (test: Expr) => test.kind === 'literal' && test.value === true

/** Whether a projection gives its input's columns under their names and in their order. */
export function isIdentity({ exprs, input }: ProjectRelation): boolean {
  return (
    exprs.length === input.columns.length &&
    exprs.every(({ name, expr }, at) => expr.kind === 'column' && expr.name === name && input.columns[at]?.name === name)
  )
}
