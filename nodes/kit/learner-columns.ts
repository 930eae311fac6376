import type { Task } from '../../engine/learn/estimator.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { scalarTypes, type Column, type DataType, type Role } from '../../engine/relation/types.ts'
import { chooseColumn } from './choose-column.ts'
import { chooseColumns } from './choose-columns.ts'
import type { ColumnsRule } from './columns-rule.ts'
import type { Relations } from './define-node.ts'
import { quoted } from './phrases.ts'
import { NodeProblem, type NodeProblemData } from './problem.ts'
import { neverLearnt } from './withheld-roles.ts'

const numbers: readonly DataType[] = ['int', 'float', 'bool']
const withheld = new Set<Role | undefined>(neverLearnt)

/** The chosen target, or the one that has the role. Throws NodeProblem `target-missing`, `column-missing`, `wrong-type`. */
export function targetColumn(relation: Relation, name: string): Column {
  const found = name === '' ? relation.columns.find((column) => column.role === 'target') : undefined
  if (name === '' && !found)
    throw new NodeProblem({
      code: 'target-missing',
      param: 'target',
      text: { en: 'No target is chosen: the column to predict.', fr: 'Aucune cible n’est choisie : la colonne à prédire.' },
      action: {
        en: 'Choose it here, or give a column the role target upstream.',
        fr: 'Choisissez-la ici, ou donnez le rôle « cible » à une colonne en amont.',
      },
    })
  return chooseColumn(relation, found?.name ?? name, { param: 'target', accepts: scalarTypes })
}

/** Refuses a target that a regression cannot predict. `canClassify`: the node has a param `task` that can be changed instead. */
export function requireNumber(target: Column, canClassify: boolean): void {
  if (numbers.includes(target.type)) return
  const name = quoted(target.name)
  const isText = target.type === 'text'
  throw new NodeProblem({
    code: 'target-not-number',
    param: 'target',
    column: target.name,
    text: isText
      ? { en: `${name.en} is text; a regression predicts a number.`, fr: `${name.fr} est du texte ; une régression prédit un nombre.` }
      : { en: `${name.en} is a date; a regression predicts a number.`, fr: `${name.fr} est une date ; une régression prédit un nombre.` },
    action: isText
      ? { en: 'Choose a number, or use a classifier.', fr: 'Choisissez un nombre, ou utilisez un classifieur.' }
      : {
          en: 'Choose a number; a formula can count the days since a date.',
          fr: 'Choisissez un nombre ; une formule peut compter les jours depuis une date.',
        },
    ...(isText &&
      canClassify && { fixes: [{ label: { en: 'Predict a class', fr: 'Prédire une classe' }, params: { task: 'classification' } }] }),
  })
}

/**
 * Columns to learn from: what the rule means, never the target. A rule other than names leaves out columns whose role keeps them from being
 * features, and lists. Throws NodeProblem `column-missing`, `wrong-type`, `nothing-chosen`, `bad-pattern`.
 */
export function featureColumns(relation: Relation, rule: ColumnsRule, target: Column): readonly Column[] {
  const offered = relation.columns.filter((column) => column.name !== target.name && (rule.by === 'names' || !withheld.has(column.role)))
  const asked = rule.by === 'names' ? { ...rule, names: rule.names.filter((name) => name !== target.name) } : rule
  return chooseColumns({ ...relation, columns: offered }, asked, { param: 'features', accepts: scalarTypes })
}

/** What keeps a learner from learning, as far as columns and params tell before a run. */
export function learnerProblems(
  params: { readonly target: string; readonly features: ColumnsRule; readonly task: 'auto' | Task; readonly canClassify?: boolean },
  inputs: Relations,
): readonly NodeProblemData[] {
  const relation = inputs.one('table')
  try {
    const target = targetColumn(relation, params.target)
    if (params.task === 'regression' || (params.task === 'auto' && target.type !== 'text'))
      requireNumber(target, params.canClassify === true)
    featureColumns(relation, params.features, target)
    return []
  } catch (error) {
    if (error instanceof NodeProblem) return [error.data]
    throw error
  }
}

/** No row has a value in any column to learn from. */
export const featuresEmpty = new NodeProblem({
  code: 'features-empty',
  param: 'features',
  text: { en: 'Every column to learn from is empty.', fr: 'Toutes les colonnes dont apprendre sont vides.' },
  action: { en: 'Look at the rows that come in.', fr: 'Regardez les lignes qui arrivent.' },
})
