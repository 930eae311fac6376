import { z } from 'zod'
import { aggregate, filter, limit, sort } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { literalOf } from '../../engine/relation/literal-value.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType, LiteralValue } from '../../engine/relation/types.ts'
import { addDerived, freeNames, type Derived } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { withoutColumns } from '../kit/columns-rule.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'

const categories: readonly DataType[] = ['text', 'bool', 'int']

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    withheld: keptAsTheyAre,
    accepts: categories,
    default: { by: 'types', types: ['text'], except: [] },
  }),
  most: field.number({
    label: { en: 'At most this many values', fr: 'Au plus tant de valeurs' },
    help: { en: 'The most frequent ones of each column.', fr: 'Les plus fréquentes de chaque colonne.' },
    default: 20,
    min: 1,
    max: 1000,
    integer: true,
  }),
  unknown: field.choice({
    label: { en: 'Other and new values', fr: 'Autres valeurs et nouvelles' },
    choices: [
      { value: 'zeros', label: { en: 'Are 0 everywhere', fr: 'Valent 0 partout' } },
      { value: 'other', label: { en: 'Get a column “other”', fr: 'Reçoivent une colonne « other »' } },
    ],
    default: 'other',
  }),
  missing: field.choice({
    label: { en: 'Missing values', fr: 'Valeurs manquantes' },
    choices: [
      { value: 'zeros', label: { en: 'Are 0 everywhere', fr: 'Valent 0 partout' } },
      { value: 'column', label: { en: 'Get a column “missing”', fr: 'Reçoivent une colonne « missing »' } },
    ],
    default: 'zeros',
  }),
  fewest: field.number({
    label: { en: 'Rows a value must have', fr: 'Lignes nécessaires par valeur' },
    default: 1,
    min: 1,
    integer: true,
    group: 'advanced',
  }),
  keep: field.flag({ label: { en: 'Keep the original columns', fr: 'Garder les colonnes d’origine' }, default: false, group: 'advanced' }),
})

type Params = z.output<typeof params>

/** The values that were seen, most frequent first, and the names of the columns made of them. */
interface State {
  readonly columns: readonly {
    readonly name: string
    readonly type: DataType
    readonly levels: readonly { readonly value: LiteralValue; readonly column: string }[]
    readonly other: string | null
    readonly missing: string | null
  }[]
}

const table = {
  columns: [
    { name: 'city', type: 'text', role: 'sensitive' },
    { name: 'n', type: 'float' },
  ],
  rows: [
    ['Paris', 1],
    ['Lyon', 2],
    ['Paris', 3],
    [null, 4],
    ['Nice', 5],
  ],
} as const

export const oneHot = defineNode<typeof params, State>({
  id: 'feature.one-hot',
  version: 1,
  icon: 'binary',
  title: { en: 'One column per value', fr: 'Une colonne par valeur' },
  summary: { en: 'Turns categories into columns of 0 and 1.', fr: 'Transforme des catégories en colonnes de 0 et de 1.' },
  help: {
    en: `Many models understand numbers only. Each value of a category gets a column that is 1 where the row has that value and 0 elsewhere (one-hot encoding, indicator or dummy columns). The training nodes do this by themselves for text; use this node to see or steer it.

The values are learnt once from the rows that reach this node, and kept, so that later rows get the same columns. So place it behind the split, on the training rows. Values beyond the number allowed, rare ones and values that appear later are “other”, or 0 in all columns.

Columns made of a sensitive column are sensitive too. A rule leaves out the target, weights and identifiers.`,
    fr: `Beaucoup de modèles ne comprennent que les nombres. Chaque valeur d’une catégorie reçoit une colonne qui vaut 1 là où la ligne a cette valeur et 0 ailleurs (encodage « one-hot », indicatrices). Les nœuds d’entraînement le font d’eux-mêmes pour le texte ; ce nœud sert à le voir ou à le régler.

Les valeurs sont apprises une fois sur les lignes qui arrivent ici, puis gardées, si bien que les lignes suivantes reçoivent les mêmes colonnes. Placez donc ce nœud après la séparation, sur les lignes d’apprentissage. Les valeurs au-delà du nombre permis, les rares et celles qui apparaissent plus tard vont dans « other », ou valent 0 partout.

Les colonnes tirées d’une colonne sensible sont sensibles aussi. Une règle laisse de côté la cible, les poids et les identifiants.`,
  },
  keywords: {
    en: ['dummy', 'indicator', 'encode', 'category', 'one-hot'],
    fr: ['indicatrice', 'encoder', 'catégorie', 'one-hot', 'binaire'],
  },
  ...tablePorts,
  params,
  async fit(settings, input, ctx) {
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: categories, withheld: keptAsTheyAre })
    const name = freeNames(input)
    const learnt: State['columns'][number][] = []
    for (const column of columns) {
      const rows = await ctx.rows(frequent(input, column, settings))
      if (rows.length === 0) throw nothingToLearn(column, settings)
      const values = rows.map((row) => literalOf(column.type, row[0] ?? null))
      learnt.push({
        name: column.name,
        type: column.type,
        levels: values.map((value) => ({ value, column: name(`${column.name} = ${String(value)}`) })),
        other: settings.unknown === 'other' ? name(`${column.name} other`) : null,
        missing: settings.missing === 'column' ? name(`${column.name} missing`) : null,
      })
    }
    return { columns: learnt }
  },
  apply(state, settings, input) {
    const derived = state.columns.map(({ name, type, levels, other, missing }): Derived => {
      chooseColumn(input, name, { param: 'columns', accepts: [type], replace: null })
      const value = columnExpr(name)
      const literals = levels.map((level) => literal(type, level.value))
      return {
        source: name,
        columns: [
          ...levels.map((level) => ({ name: level.column, expr: indicator(call('equal', value, literal(type, level.value))) })),
          ...(other === null ? [] : [{ name: other, expr: indicator(call('not-in', value, ...literals)) }]),
          ...(missing === null ? [] : [{ name: missing, expr: indicator(call('is-null', value)) }]),
        ],
      }
    })
    return addDerived(input, derived, settings.keep)
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    return { en: `a 0/1 column for each value of ${what.en}`, fr: `une colonne 0/1 par valeur : ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'The most frequent city, the others together', fr: 'La ville la plus fréquente, les autres ensemble' },
      params: { most: 1, missing: 'column' },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'n', type: 'float' },
            { name: 'city = Paris', type: 'int', role: 'sensitive' },
            { name: 'city other', type: 'int', role: 'sensitive' },
            { name: 'city missing', type: 'int', role: 'sensitive' },
          ],
          rows: [
            [1, 1, 0, 0],
            [2, 0, 1, 0],
            [3, 1, 0, 0],
            [4, 0, 0, 1],
            [5, 0, 1, 0],
          ],
        },
      },
    },
    {
      title: { en: 'All values; missing is 0 everywhere', fr: 'Toutes les valeurs ; manquant vaut 0 partout' },
      params: { unknown: 'zeros', keep: true },
      inputs: { table },
      expect: {
        table: {
          columns: [
            ...table.columns,
            { name: 'city = Paris', type: 'int', role: 'sensitive' },
            { name: 'city = Lyon', type: 'int', role: 'sensitive' },
            { name: 'city = Nice', type: 'int', role: 'sensitive' },
          ],
          rows: [
            ['Paris', 1, 1, 0, 0],
            ['Lyon', 2, 0, 1, 0],
            ['Paris', 3, 1, 0, 0],
            [null, 4, 0, 0, 0],
            ['Nice', 5, 0, 0, 1],
          ],
        },
      },
    },
  ],
})

/** 1 where the test is true, 0 where it is false or unknown. */
const indicator = (test: Expr) => call('bool-to-int', call('is-true', test))

/** The known values of a column, most frequent first, equal counts by value. */
function frequent(input: Relation, column: Column, settings: Params): Relation {
  const value = columnExpr(column.name)
  const counted = aggregate(
    filter(input, call('is-not-null', value)),
    [{ name: 'value', expr: value }],
    [{ name: 'rows', fn: 'count-rows', args: [value] }],
  )
  const enough = filter(counted, call('greater-or-equal', columnExpr('rows'), literal('int', settings.fewest)))
  return limit(sort(enough, [{ expr: columnExpr('rows'), descending: true }, { expr: columnExpr('value') }]), settings.most)
}

function nothingToLearn(column: Column, settings: Params): NodeProblem {
  const shown = quoted(column.name)
  return new NodeProblem({
    code: 'nothing-to-learn',
    param: 'columns',
    column: column.name,
    text: { en: `${shown.en} has no value that is frequent enough.`, fr: `${shown.fr} n’a aucune valeur assez fréquente.` },
    action: { en: 'Leave it out, or ask for fewer rows per value.', fr: 'Laissez-la de côté, ou demandez moins de lignes par valeur.' },
    fixes: [
      {
        label: { en: `Leave out ${shown.en}`, fr: `Laisser ${shown.fr} de côté` },
        params: { columns: withoutColumns(settings.columns, [column.name]) },
      },
    ],
  })
}
