import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, quoted, typeWord } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'
import { lists } from '../kit/type-groups.ts'

const works = {
  sort: { en: 'sort the items', fr: 'trier les éléments' },
  'sort-down': { en: 'sort the items, largest first', fr: 'trier les éléments, décroissant' },
  distinct: { en: 'keep each item once, sorted', fr: 'garder chaque élément une fois, trié' },
  reverse: { en: 'turn the order around', fr: 'inverser l’ordre' },
  slice: { en: 'keep a part', fr: 'garder une partie' },
  concatenate: { en: 'append the items of another list', fr: 'ajouter les éléments d’une autre liste' },
  zip: { en: 'join with the items of another list', fr: 'joindre aux éléments d’une autre liste' },
  element: { en: 'take one item', fr: 'prendre un élément' },
  length: { en: 'count the items', fr: 'compter les éléments' },
  smallest: { en: 'take the smallest item', fr: 'prendre le plus petit' },
  largest: { en: 'take the largest item', fr: 'prendre le plus grand' },
  sum: { en: 'add the items up', fr: 'additionner les éléments' },
  mean: { en: 'take the mean of the items', fr: 'prendre la moyenne des éléments' },
  median: { en: 'take the median of the items', fr: 'prendre la médiane des éléments' },
} as const

type Work = keyof typeof works

const numeric: readonly DataType[] = ['list<int>', 'list<float>']

const params = z.object({
  columns: field.columns({ label: { en: 'Lists', fr: 'Listes' }, accepts: lists }),
  work: field.choice({
    label: { en: 'What to do', fr: 'Que faire' },
    choices: (Object.keys(works) as Work[]).map((value) => ({ value, label: works[value] })),
    default: 'sort',
  }),
  at: field.number({
    label: { en: 'From item', fr: 'À partir de l’élément' },
    help: { en: '1 is the first. For one item, -1 is the last.', fr: '1 est le premier. Pour un seul élément, -1 est le dernier.' },
    default: 1,
    integer: true,
    when: { param: 'work', in: ['element', 'slice'] },
  }),
  count: field.number({
    label: { en: 'Number of items', fr: 'Nombre d’éléments' },
    default: 3,
    min: 0,
    integer: true,
    when: { param: 'work', in: ['slice'] },
  }),
  other: field.column({
    label: { en: 'Other list', fr: 'Autre liste' },
    accepts: lists,
    when: { param: 'work', in: ['concatenate', 'zip'] },
  }),
  separator: field.text({ label: { en: 'Between the two', fr: 'Entre les deux' }, default: ': ', when: { param: 'work', in: ['zip'] } }),
  ...resultPlaceFields({ ending: ' new' }),
})

type Params = z.output<typeof params>

const table = {
  columns: [
    { name: 'l', type: 'list<int>' },
    { name: 'm', type: 'list<int>' },
  ],
  rows: [
    [
      [3, 1, null, 3],
      [5, 6],
    ],
    [[], [7]],
    [null, [8]],
  ],
} as const

const [first, second] = table.columns

export const changeLists = defineNode({
  id: 'reshape.change-lists',
  version: 1,
  icon: 'brackets',
  title: { en: 'Work on lists', fr: 'Travailler sur des listes' },
  summary: {
    en: 'Sorts, cuts, joins or counts the items of lists in cells.',
    fr: 'Trie, coupe, joint ou compte les éléments de listes dans les cellules.',
  },
  help: {
    en: `Each cell of the columns holds a list; texts become lists with “Text to list and back”, columns with “Columns to a list”. A list can be sorted, made unique, turned around, cut, and joined with the list of another column: behind each other, or item by item into texts such as “red: 3”. It can also become one value: an item, the number of items, the smallest, the largest, the sum, the mean or the median.

A missing list gives a missing result, and so does a missing other list. Missing items come last when a list is sorted, go when it is made unique, count in its length, and are left out of sum, mean and median. An item that is not there is missing; where one list is longer, its items have nothing to be joined with and give missing items.`,
    fr: `Chaque cellule des colonnes contient une liste ; les textes deviennent des listes avec « Texte en liste et retour », les colonnes avec « Colonnes en liste ». Une liste peut être triée, rendue unique, retournée, coupée, et jointe à celle d’une autre colonne : à la suite, ou élément par élément en textes comme « rouge : 3 ». Elle peut aussi devenir une valeur : un élément, le nombre d’éléments, le plus petit, le plus grand, la somme, la moyenne ou la médiane.

Une liste manquante donne un résultat manquant, une autre liste manquante aussi. Les éléments manquants viennent à la fin du tri, disparaissent quand la liste est rendue unique, comptent dans sa longueur, et sont exclus de la somme, de la moyenne et de la médiane. Un élément qui n’existe pas manque ; quand une liste est plus longue, ses éléments n’ont rien à joindre et donnent des éléments manquants.`,
  },
  keywords: {
    en: ['array', 'sort array', 'slice', 'element', 'length', 'concatenate', 'zip', 'unique items', 'sum of a list'],
    fr: ['tableau', 'trier une liste', 'extraire', 'élément', 'longueur', 'concaténer', 'apparier', 'éléments uniques'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const accepts = ['sum', 'mean', 'median'].includes(settings.work) ? numeric : lists
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts })
    const needsOther = settings.work === 'concatenate' || settings.work === 'zip'
    const other = needsOther ? chooseColumn(input, settings.other, { param: 'other', accepts: lists }) : undefined
    return placeResults(
      input,
      columns.map((column) => ({ source: column.name, expr: worked(column, other, settings) })),
      settings,
    )
  },
  explain(settings) {
    const [what, { en, fr }] = [columnsPhrase(settings.columns), works[settings.work]]
    return { en: `${en}: ${what.en}`, fr: `${fr} : ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Sorted, missing items at the end', fr: 'Triées, éléments manquants à la fin' },
      params: { columns: { by: 'names', names: ['l'] } },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            [
              [1, 3, 3, null],
              [5, 6],
            ],
            [[], [7]],
            [null, [8]],
          ],
        },
      },
    },
    {
      title: { en: 'Two lists item by item', fr: 'Deux listes élément par élément' },
      params: { columns: { by: 'names', names: ['l'] }, work: 'zip', other: 'm', separator: '-', place: 'add', ending: ' and m' },
      inputs: { table },
      expect: {
        table: {
          columns: [first, second, { name: 'l and m', type: 'list<text>' }],
          rows: [
            [...table.rows[0], ['3-5', '1-6', null, null]],
            [...table.rows[1], [null]],
            [...table.rows[2], null],
          ],
        },
      },
    },
    {
      title: { en: 'The mean of what is known', fr: 'La moyenne de ce qui est connu' },
      params: { columns: { by: 'names', names: ['l'] }, work: 'mean' },
      inputs: { table },
      expect: {
        table: {
          columns: [{ name: 'l', type: 'float' }, second],
          rows: [
            [7 / 3, [5, 6]],
            [null, [7]],
            [null, [8]],
          ],
        },
      },
    },
  ],
})

const int = (value: number) => literal('int', value)

function itemsUnfit(column: Column, param: string, wanted: { readonly en: string; readonly fr: string }): NodeProblem {
  const shown = quoted(column.name)
  return new NodeProblem({
    code: 'wrong-type',
    param,
    column: column.name,
    text: { en: `The items of ${shown.en} are not ${wanted.en}.`, fr: `Les éléments de ${shown.fr} ne sont pas des ${wanted.fr}.` },
    action: { en: 'Choose another list.', fr: 'Choisissez une autre liste.' },
  })
}

function textsOf(column: Column, param: string): Expr {
  const value = columnExpr(column.name)
  if (column.type === 'list<int>') return call('list-int-to-text', value)
  if (column.type !== 'list<text>') throw itemsUnfit(column, param, { en: 'texts or whole numbers', fr: 'textes ou des entiers' })
  return value
}

const floatsOf = ({ name, type }: Column): Expr => (type === 'list<int>' ? call('list-int-to-float', columnExpr(name)) : columnExpr(name))

/** Two lists behind each other; whole numbers beside decimal ones become decimal numbers. */
function together(column: Column, other: Column): Expr {
  if (column.type === other.type) return call('list-concat', columnExpr(column.name), columnExpr(other.name))
  if (numeric.includes(column.type) && numeric.includes(other.type)) return call('list-concat', floatsOf(column), floatsOf(other))
  if (column.type === 'list<text>') return call('list-concat', columnExpr(column.name), textsOf(other, 'other'))
  const { en, fr } = typeWord(column.type)
  throw itemsUnfit(other, 'other', { en: `of the kind ${en}`, fr: `éléments du type ${fr}` })
}

function worked(column: Column, other: Column | undefined, { work, at, count, separator }: Params): Expr {
  const value = columnExpr(column.name)
  switch (work) {
    case 'sort':
      return call('list-sort', value)
    case 'sort-down':
      return call('list-reverse', call('list-sort', value))
    case 'distinct':
      return call('list-distinct', value)
    case 'reverse':
      return call('list-reverse', value)
    case 'slice':
      return call('list-slice', value, int(at), int(count))
    case 'concatenate':
      return together(column, other ?? column)
    case 'zip':
      return call('list-zip', textsOf(column, 'columns'), textsOf(other ?? column, 'other'), literal('text', separator))
    case 'element':
      return call('list-element', value, int(at))
    case 'length':
      return call('list-length', value)
    case 'smallest':
      return call('list-min', value)
    case 'largest':
      return call('list-max', value)
    case 'sum':
    case 'mean':
    case 'median':
      return call(`list-${work}`, floatsOf(column))
  }
}
