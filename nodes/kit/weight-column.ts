import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { quoted } from './phrases.ts'
import { NodeProblem } from './problem.ts'

/** The column with the role weight, where there is one. Throws NodeProblem `weight-not-number`. */
export function requireWeight(relation: Relation): Column | undefined {
  const weight = relation.columns.find((column) => column.role === 'weight')
  if (!weight || weight.type === 'int' || weight.type === 'float') return weight
  const name = quoted(weight.name)
  throw new NodeProblem({
    code: 'weight-not-number',
    port: 'table',
    column: weight.name,
    text: { en: `${name.en} has the role weight but is no number.`, fr: `${name.fr} a le rôle « poids » mais n’est pas un nombre.` },
    action: { en: 'Give the role to a column of numbers.', fr: 'Donnez ce rôle à une colonne de nombres.' },
  })
}
