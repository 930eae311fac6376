import { freeName } from '../../engine/relation/build.ts'
import type { JoinRelation, Relation } from '../../engine/relation/relation.ts'

type Output = JoinRelation['output']

/** All columns of the left table. */
export const leftOutput = (relation: Relation): Output => relation.columns.map(({ name }) => ({ name, from: 'left', column: name }))

/** The left columns, then those of the right table that are asked for; a name that is taken gets the ending, then a number. */
export function bothOutputs(left: Relation, right: readonly string[], ending: string): Output {
  const taken = new Set(left.columns.map((column) => column.name))
  const fromRight = right.map((column): Output[number] => {
    const name = taken.has(column) ? freeName(`${column}${ending}`, taken) : column
    taken.add(name)
    return { name, from: 'right', column }
  })
  return [...leftOutput(left), ...fromRight]
}
