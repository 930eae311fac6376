import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column, DataType, LiteralValue, ScalarType } from '../../engine/relation/types.ts'
import { addDerived, freeNames, type Derived } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { withoutColumns } from '../kit/columns-rule.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { categories, learnLevels } from '../kit/learn-levels.ts'
import { rejectPorts, settleErrors } from '../kit/on-error.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { encoded, errorPolicy, notLearnt } from '../kit/unseen-values.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'

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
      { value: 'missing', label: { en: 'Are missing everywhere', fr: 'Manquent partout' } },
      { value: 'reject', label: { en: 'Take their row out, to the second output', fr: 'Écartent leur ligne, vers la seconde sortie' } },
      { value: 'fail', label: { en: 'Stop the run', fr: 'Arrêtent l’exécution' } },
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
  coding: field.choice({
    label: { en: 'Columns hold', fr: 'Les colonnes contiennent' },
    choices: [
      { value: 'indicator', label: { en: '1 for the value, 0 for the others', fr: '1 pour la valeur, 0 pour les autres' } },
      { value: 'deviation', label: { en: 'the same, and -1 for the base (contrasts)', fr: 'de même, et -1 pour la base (contrastes)' } },
    ],
    default: 'indicator',
    group: 'advanced',
  }),
  base: field.choice({
    label: { en: 'Without a column: the base', fr: 'Sans colonne : la base' },
    help: {
      en: 'Linear models without a penalty need one value less; contrasts need a base.',
      fr: 'Les modèles linéaires sans pénalité demandent une valeur de moins ; les contrastes demandent une base.',
    },
    choices: [
      { value: 'none', label: { en: 'no value, all have a column', fr: 'aucune valeur, toutes ont une colonne' } },
      { value: 'frequent', label: { en: 'the most frequent value', fr: 'la valeur la plus fréquente' } },
      { value: 'first', label: { en: 'the first value in order', fr: 'la première valeur dans l’ordre' } },
      { value: 'last', label: { en: 'the last value in order', fr: 'la dernière valeur dans l’ordre' } },
    ],
    default: 'none',
    group: 'advanced',
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
    /** The base has no column. */
    readonly levels: readonly { readonly value: LiteralValue; readonly column: string | null }[]
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

The values are learnt once from the rows that reach this node, and kept, so that later rows get the same columns. So place it behind the split, on the training rows. Values beyond the number allowed, rare ones and values that appear later are “other”, 0 or missing in all columns, take their row out or stop the run.

A base is the value that has no column, so that the others are read against it; a row with the base is 0 everywhere, or -1 as contrasts have it, and then a value that was not learnt looks like the base where it is 0 everywhere. A missing value is 0 everywhere or has a column of its own.

Columns made of a sensitive column are sensitive too. A rule leaves out the target, weights and identifiers.`,
    fr: `Beaucoup de modèles ne comprennent que les nombres. Chaque valeur d’une catégorie reçoit une colonne qui vaut 1 là où la ligne a cette valeur et 0 ailleurs (encodage « one-hot », indicatrices). Les nœuds d’entraînement le font d’eux-mêmes pour le texte ; ce nœud sert à le voir ou à le régler.

Les valeurs sont apprises une fois sur les lignes qui arrivent ici, puis gardées, si bien que les lignes suivantes reçoivent les mêmes colonnes. Placez donc ce nœud après la séparation, sur les lignes d’apprentissage. Les valeurs au-delà du nombre permis, les rares et celles qui apparaissent plus tard vont dans « other », valent 0 ou manquent partout, écartent leur ligne ou arrêtent l’exécution.

Une base est la valeur sans colonne, à laquelle les autres se comparent ; une ligne de base vaut 0 partout, ou -1 pour des contrastes, et une valeur non apprise ressemble alors à la base si elle vaut 0 partout. Une valeur manquante vaut 0 partout ou a sa colonne.

Les colonnes tirées d’une colonne sensible sont sensibles aussi. Une règle laisse de côté la cible, les poids et les identifiants.`,
  },
  keywords: {
    en: ['dummy', 'indicator', 'encode', 'category', 'one-hot', 'contrast coding', 'drop first', 'rare values'],
    fr: ['indicatrice', 'encoder', 'catégorie', 'one-hot', 'binaire', 'contrastes', 'valeurs rares'],
  },
  inputs: tablePorts.inputs,
  outputs: rejectPorts,
  params,
  async fit(settings, input, ctx) {
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: categories, withheld: keptAsTheyAre })
    const name = freeNames(input)
    const learnt: State['columns'][number][] = []
    for (const column of columns) {
      const found = await learnLevels(ctx, input, column, settings)
      if (found.length === 0) throw nothingToLearn(column, settings)
      const values = found.map((level) => level.value)
      const base = baseOf(values, settings)
      learnt.push({
        name: column.name,
        type: column.type,
        levels: values.map((value) => ({ value, column: value === base ? null : name(`${column.name} = ${String(value)}`) })),
        other: settings.unknown === 'other' ? name(`${column.name} other`) : null,
        missing: settings.missing === 'column' ? name(`${column.name} missing`) : null,
      })
    }
    return { columns: learnt }
  },
  apply(state, settings, input) {
    const policy = settings.unknown === 'reject' || settings.unknown === 'fail' || settings.unknown === 'missing' ? settings.unknown : 'own'
    const learnt = state.columns.map((item) => {
      const column = chooseColumn(input, item.name, { param: 'columns', accepts: [item.type], replace: null })
      const levels = item.levels.map((level) => level.value)
      return { item, column, levels }
    })
    // The value itself is handed through the policy, so that a row or a run stops before its columns are made.
    const attempts = learnt.map(({ item, column, levels }) =>
      encoded(column, columnExpr(item.name), item.type as ScalarType, { levels, unseen: policy === 'missing' ? 'own' : policy }),
    )
    return settleErrors(input, attempts, errorPolicy(policy), (rows, results) => {
      const derived = learnt.map(({ item, column, levels }, index): Derived => {
        const value = results[index]?.expr ?? columnExpr(item.name)
        const strange = policy === 'missing' ? notLearnt(column, levels) : undefined
        return { source: item.name, columns: columnsOf(item, value, strange, settings) }
      })
      return addDerived(rows, derived, settings.keep)
    })
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
      title: { en: 'Contrasts with the most frequent value', fr: 'Contrastes avec la valeur la plus fréquente' },
      params: { coding: 'deviation', most: 2, unknown: 'reject' },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'n', type: 'float' },
            { name: 'city = Lyon', type: 'int', role: 'sensitive' },
          ],
          rows: [
            [1, -1],
            [2, 1],
            [3, -1],
            [4, 0],
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

type Learnt = State['columns'][number]

/** 1 where the test is true, 0 where it is false or unknown. */
const indicator = (test: Expr) => call('bool-to-int', call('is-true', test))

function columnsOf({ type, levels, other, missing }: Learnt, value: Expr, strange: Expr | undefined, { coding }: Params) {
  const isLevel = (level: Learnt['levels'][number]) => call('equal', value, literal(type, level.value))
  const base = levels.find((level) => level.column === null)
  const told = (number: Expr) => (strange ? call('if', strange, literal('int', null), number) : number)
  const coded = (level: Learnt['levels'][number]) =>
    coding === 'deviation' && base ? call('if', isLevel(base), literal('int', -1), indicator(isLevel(level))) : indicator(isLevel(level))
  return [
    ...levels.flatMap((level) => (level.column === null ? [] : [{ name: level.column, expr: told(coded(level)) }])),
    ...(other === null
      ? []
      : [{ name: other, expr: indicator(call('not-in', value, ...levels.map((level) => literal(type, level.value)))) }]),
    ...(missing === null ? [] : [{ name: missing, expr: indicator(call('is-null', value)) }]),
  ]
}

/** The value without a column; contrasts have one in any case. */
function baseOf(values: readonly LiteralValue[], { base, coding }: Params): LiteralValue | undefined {
  // A single value without a column would leave nothing.
  if (values.length < 2) return undefined
  if (base === 'frequent' || (base === 'none' && coding === 'deviation')) return values[0]
  if (base === 'none') return undefined
  const sorted = values.toSorted((a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1))
  return base === 'first' ? sorted[0] : sorted.at(-1)
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
