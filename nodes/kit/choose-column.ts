import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { nearestName } from '../../engine/relation/formula/nearest-name.ts'
import { listed, quoted, typesWords, typeWord } from './phrases.ts'
import { NodeProblem, type NodeFix } from './problem.ts'

export interface ColumnChoice {
  readonly param: string
  readonly port?: string
  readonly accepts?: readonly DataType[]
  /** The params with another name in place of the chosen one, when `param` is more than the name itself; null: no other name can be put there. */
  readonly replace?: ((name: string) => Readonly<Record<string, unknown>>) | null
}

/** The column that a param names. Throws a NodeProblem when none is named, when it is not there, or when its type does not fit. */
export function chooseColumn(relation: Relation, name: string, choice: ColumnChoice): Column {
  if (name === '') throw nothingChosen(relation, choice)
  const found = relation.columns.find((column) => column.name === name)
  if (!found) throw columnMissing(relation, name, choice)
  if (choice.accepts && !choice.accepts.includes(found.type)) throw wrongType([found], choice.accepts, choice)
  return found
}

function nothingChosen(relation: Relation, choice: ColumnChoice): NodeProblem {
  const fitting = relation.columns.filter((column) => !choice.accepts || choice.accepts.includes(column.type))
  const [only] = fitting
  return new NodeProblem({
    code: 'nothing-chosen',
    ...place(choice),
    text: { en: 'No column is chosen.', fr: 'Aucune colonne n’est choisie.' },
    action: { en: 'Choose a column.', fr: 'Choisissez une colonne.' },
    ...(fitting.length === 1 && only && choice.replace !== null && { fixes: [useInstead(only.name, choice)] }),
  })
}

function columnMissing(relation: Relation, name: string, choice: ColumnChoice): NodeProblem {
  const closest = nearestName(
    name,
    relation.columns.map((column) => column.name),
  )
  const shown = quoted(name)
  return new NodeProblem({
    code: 'column-missing',
    ...place(choice),
    column: name,
    text: { en: `There is no column ${shown.en} in this table.`, fr: `Ce tableau n’a pas de colonne ${shown.fr}.` },
    action: { en: 'Choose a column of the table.', fr: 'Choisissez une colonne du tableau.' },
    ...(closest !== undefined && choice.replace !== null && { fixes: [useInstead(closest, choice)] }),
  })
}

/** Columns of a type that the node cannot work on. */
export function wrongType(
  columns: readonly Column[],
  accepts: readonly DataType[],
  choice: Pick<ColumnChoice, 'param' | 'port'>,
  fixes?: readonly NodeFix[],
): NodeProblem {
  const what = listed(
    columns.map((column) => {
      const name = quoted(column.name)
      const type = typeWord(column.type)
      return { en: `${name.en} (${type.en})`, fr: `${name.fr} (${type.fr})` }
    }),
  )
  const wanted = listed(typesWords(accepts), 6, { en: 'or', fr: 'ou' })
  const [first] = columns
  return new NodeProblem({
    code: 'wrong-type',
    ...place(choice),
    ...(first && { column: first.name }),
    text: {
      en: `${what.en} cannot be used here: the type must be ${wanted.en}.`,
      fr: `${what.fr} ne convient pas ici : le type doit être ${wanted.fr}.`,
    },
    action: {
      en: 'Choose another column, or change the type with “Change type” before this node.',
      fr: 'Choisissez une autre colonne, ou changez le type avec « Changer le type » avant ce nœud.',
    },
    ...(fixes && { fixes }),
  })
}

function useInstead(name: string, choice: ColumnChoice): NodeFix {
  const shown = quoted(name)
  return { label: { en: `Use ${shown.en}`, fr: `Utiliser ${shown.fr}` }, params: choice.replace?.(name) ?? { [choice.param]: name } }
}

function place({ param, port }: Pick<ColumnChoice, 'param' | 'port'>) {
  return { param, ...(port !== undefined && { port }) }
}
