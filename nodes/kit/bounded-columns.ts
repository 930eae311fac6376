import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { chooseColumns } from './choose-columns.ts'
import type { ColumnsRule } from './columns-rule.ts'
import { field } from './fields.ts'
import { quoted } from './phrases.ts'
import { NodeProblem } from './problem.ts'

const ordered: readonly DataType[] = ['int', 'float', 'bool', 'date', 'timestamp']

/** Columns that may only raise, and columns that may only lower, what a learner answers. */
export const boundedFields = {
  raising: field.columns({
    label: { en: 'Columns that may only raise the answer', fr: 'Colonnes qui ne peuvent qu’augmenter la réponse' },
    help: {
      en: 'All else being equal, a larger value never gives a smaller answer: of two classes, a smaller probability of the positive one.',
      fr: 'Toutes choses égales par ailleurs, une valeur plus grande ne donne jamais une réponse plus petite : pour deux classes, une probabilité plus petite de la positive.',
    },
    accepts: ordered,
    group: 'advanced',
  }),
  lowering: field.columns({
    label: { en: 'Columns that may only lower the answer', fr: 'Colonnes qui ne peuvent que diminuer la réponse' },
    accepts: ordered,
    group: 'advanced',
  }),
}

export interface BoundedRules {
  readonly raising: ColumnsRule
  readonly lowering: ColumnsRule
}

export interface BoundedNames {
  readonly raising: readonly string[]
  readonly lowering: readonly string[]
}

/** The names that the rules mean. Throws NodeProblem for a column in both, and for one that is not learned from. */
export function boundedColumns(relation: Relation, { raising, lowering }: BoundedRules, features: readonly Column[]): BoundedNames {
  const namesOf = (rule: ColumnsRule, param: keyof BoundedRules): string[] => {
    if (rule.by === 'names' && rule.names.length === 0) return []
    const names = chooseColumns(relation, rule, { param, accepts: ordered }).map((column) => column.name)
    const strange = names.find((name) => !features.some((column) => column.name === name))
    if (strange === undefined) return names
    const name = quoted(strange)
    throw new NodeProblem({
      code: 'bound-not-learned',
      param,
      column: strange,
      text: { en: `${name.en} is not among the columns to learn from.`, fr: `${name.fr} n’est pas parmi les colonnes dont apprendre.` },
      action: { en: 'Learn from it, or take it out here.', fr: 'Apprenez-en, ou retirez-la ici.' },
    })
  }
  const found = { raising: namesOf(raising, 'raising'), lowering: namesOf(lowering, 'lowering') }
  const both = found.raising.find((column) => found.lowering.includes(column))
  if (both === undefined) return found
  const name = quoted(both)
  throw new NodeProblem({
    code: 'bound-both-ways',
    param: 'lowering',
    column: both,
    text: {
      en: `${name.en} may only raise and only lower the answer: it could do nothing.`,
      fr: `${name.fr} ne peut qu’augmenter et que diminuer la réponse : elle ne pourrait rien faire.`,
    },
    action: { en: 'Leave it in one of the two lists.', fr: 'Laissez-la dans une seule des deux listes.' },
  })
}

/** Bounds for a learner whose answer is the chance of the last of two classes. Throws NodeProblem where there are more than two. */
export function boundsFor(names: BoundedNames, classes: readonly string[], positive: string | undefined): BoundedNames {
  const param = names.raising.length > 0 ? 'raising' : 'lowering'
  if (classes.length > 2 && names[param].length > 0)
    throw new NodeProblem({
      code: 'bound-many-classes',
      param,
      text: {
        en: `The target has ${classes.length} classes; only a number or the probability of one of two classes can be raised or lowered.`,
        fr: `La cible a ${classes.length} classes ; seuls un nombre ou la probabilité d’une classe sur deux peuvent augmenter ou diminuer.`,
      },
      action: { en: 'Empty the two lists.', fr: 'Videz les deux listes.' },
    })
  return positive !== undefined && positive === classes[0] ? { raising: names.lowering, lowering: names.raising } : names
}
