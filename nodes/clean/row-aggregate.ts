import { z } from 'zod'
import { extend, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { passRolesOn } from '../kit/pass-roles-on.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { numbers, scalars } from '../kit/type-groups.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'
import { nameMissing } from '../kit/name-missing.ts'

const summable: readonly DataType[] = ['int', 'float', 'bool']

const takes = {
  sum: { label: { en: 'sum', fr: 'somme' }, accepts: summable },
  mean: { label: { en: 'mean', fr: 'moyenne' }, accepts: summable },
  median: { label: { en: 'median', fr: 'médiane' }, accepts: numbers },
  minimum: { label: { en: 'smallest', fr: 'minimum' }, accepts: numbers },
  maximum: { label: { en: 'largest', fr: 'maximum' }, accepts: numbers },
  range: { label: { en: 'distance of largest and smallest', fr: 'étendue' }, accepts: numbers },
  deviation: { label: { en: 'standard deviation', fr: 'écart type' }, accepts: numbers },
  known: { label: { en: 'number of known values', fr: 'nombre de valeurs connues' }, accepts: scalars },
  missing: { label: { en: 'number of missing values', fr: 'nombre de valeurs manquantes' }, accepts: scalars },
  any: { label: { en: 'any is yes', fr: 'l’une est oui' }, accepts: ['bool'] },
  all: { label: { en: 'all are yes', fr: 'toutes sont oui' }, accepts: ['bool'] },
} as const satisfies Readonly<Record<string, { label: { en: string; fr: string }; accepts: readonly DataType[] }>>

type Take = keyof typeof takes

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    accepts: scalars,
    withheld: keptAsTheyAre,
    default: { by: 'types', types: ['int', 'float'], except: [] },
  }),
  take: field.choice({
    label: { en: 'Take of each row', fr: 'Prendre de chaque ligne' },
    choices: (Object.keys(takes) as Take[]).map((value) => ({ value, label: takes[value].label })),
    default: 'sum',
  }),
  name: field.text({ label: { en: 'Column name', fr: 'Nom de la colonne' }, default: 'total' }),
  gaps: field.choice({
    label: { en: 'Missing values', fr: 'Valeurs manquantes' },
    choices: [
      { value: 'skip', label: { en: 'are left out', fr: 'sont ignorées' } },
      { value: 'missing', label: { en: 'make the result missing', fr: 'rendent le résultat manquant' } },
    ],
    default: 'skip',
    when: { param: 'take', in: ['sum', 'mean', 'median', 'minimum', 'maximum', 'range', 'deviation', 'any', 'all'] },
  }),
})

type Params = z.output<typeof params>

const table = {
  columns: [
    { name: 'q1', type: 'int' },
    { name: 'q2', type: 'int' },
    { name: 'q3', type: 'float' },
    { name: 'who', type: 'text' },
  ],
  rows: [
    [1, 2, 6, 'a'],
    [4, null, 2, 'b'],
    [null, null, null, null],
    [5, 5, 'NaN', 'd'],
  ],
} as const

export const rowAggregate = defineNode({
  id: 'clean.row-aggregate',
  version: 1,
  icon: 'between-horizontal-end',
  title: { en: 'Sum up across columns', fr: 'Résumer sur les colonnes' },
  summary: {
    en: 'Adds a column with the sum, mean, median, smallest, … of several columns, row by row.',
    fr: 'Ajoute une colonne avec la somme, la moyenne, la médiane, le minimum… de plusieurs colonnes, ligne par ligne.',
  },
  help: {
    en: `The months of a year or the answers of a form often stand side by side; this sums them up in each row. A rule takes columns that come later, too.

Missing values and NaN are left out unless you say that they make the result missing. A row in which nothing is known has a missing result; its numbers of known and missing values are always known. The deviation is that of a sample and needs two values. Of yes/no columns the sum counts the yes and the mean is their share.

A rule leaves out the target, weights and identifiers. A result that uses a sensitive column is sensitive.`,
    fr: `Les mois d’une année ou les réponses d’un formulaire se tiennent souvent côte à côte ; ce nœud les résume dans chaque ligne. Une règle prend aussi les colonnes à venir.

Valeurs manquantes et NaN sont ignorées, sauf si vous dites qu’elles rendent le résultat manquant. Une ligne où rien n’est connu a un résultat manquant ; ses nombres de valeurs connues et manquantes sont toujours connus. L’écart type est celui d’un échantillon et demande deux valeurs. Pour des colonnes oui/non, la somme compte les oui et la moyenne en est la part.

Une règle laisse de côté la cible, les poids et les identifiants. Un résultat tiré d’une colonne sensible est sensible.`,
  },
  keywords: {
    en: ['row-wise', 'aggregate columns', 'horizontal', 'sum of columns', 'average', 'count', 'across'],
    fr: ['par ligne', 'agréger les colonnes', 'horizontal', 'somme de colonnes', 'moyenne', 'compter'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const { accepts } = takes[settings.take]
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts, withheld: keptAsTheyAre })
    const name = settings.name.trim()
    if (name === '') throw new NodeProblem(nameMissing)
    const sensitive = columns.find((column) => column.role === 'sensitive')
    const done = summedUp(input, columns, name, settings)
    return sensitive ? passRolesOn(done, input, new Map([[name, sensitive.name]])) : done
  },
  explain(settings) {
    const [what, name] = [columnsPhrase(settings.columns), quoted(settings.name.trim() || '…')]
    const { label } = takes[settings.take]
    return { en: `${name.en}: ${label.en} of ${what.en}`, fr: `${name.fr} : ${label.fr} de ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'The sum of what is known', fr: 'La somme de ce qui est connu' },
      params: {},
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'total', type: 'float' }],
          rows: table.rows.map((row, index) => [...row, [9, 6, null, 10][index] ?? null]),
        },
      },
    },
    {
      title: { en: 'The median of what is known', fr: 'La médiane de ce qui est connu' },
      params: { take: 'median', name: 'middle' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'middle', type: 'float' }],
          rows: table.rows.map((row, index) => [...row, [2, 3, null, 5][index] ?? null]),
        },
      },
    },
    {
      title: { en: 'How many answers are missing', fr: 'Combien de réponses manquent' },
      params: { take: 'missing', name: 'gaps', columns: { by: 'all', except: ['who'] } },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'gaps', type: 'int' }],
          rows: table.rows.map((row, index) => [...row, [0, 1, 3, 1][index] ?? null]),
        },
      },
    },
    {
      title: { en: 'The deviation, missing where one is missing', fr: 'L’écart type, manquant si une valeur manque' },
      params: { take: 'deviation', name: 'sd', gaps: 'missing' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'sd', type: 'float' }],
          rows: table.rows.map((row, index) => [...row, index === 0 ? Math.sqrt(7) : null]),
        },
      },
    },
  ],
})

const float = (value: number) => literal('float', value)
const sumOf = (parts: readonly Expr[], fn: 'add' | 'add-int') => parts.reduce((all, one) => call(fn, all, one))

function known(column: Column): Expr {
  const value = columnExpr(column.name)
  return column.type === 'float' ? call('nan-to-null', value) : value
}

/** Adds the result. What it hangs on, the count and the mean, stands in helper columns, so that no expression doubles with each step. */
function summedUp(input: Relation, columns: readonly Column[], name: string, { take, gaps }: Params): Relation {
  const allWhole = columns.every((column) => column.type !== 'float')
  const number = (column: Column) => (column.type === 'bool' ? call('bool-to-int', columnExpr(column.name)) : known(column))
  const counted = sumOf(
    columns.map((column) => call('bool-to-int', call('is-not-null', known(column)))),
    'add-int',
  )
  if (take === 'known') return extend(input, [{ name, expr: counted }])
  if (take === 'missing') return extend(input, [{ name, expr: call('subtract-int', literal('int', columns.length), counted) }])
  const free = freeNames(input)
  const [count, mean] = [free('known in row'), free('mean of row')]
  const total = sumOf(
    columns.map((column) => call('coalesce', number(column), allWhole ? literal('int', 0) : float(0))),
    allWhole ? 'add-int' : 'add',
  )
  const average = call('divide', total, columnExpr(count))
  const low = call('least', ...columns.map(number))
  const high = call('greatest', ...columns.map(number))
  const tests = columns.map((column) => call('is-true', columnExpr(column.name)))
  const found: Record<Exclude<Take, 'known' | 'missing'>, Expr> = {
    sum: total,
    mean: average,
    median: call('list-median', call('list-of', ...columns.map((column) => convertedToFloat(column)))),
    minimum: low,
    maximum: high,
    range: call(allWhole ? 'subtract-int' : 'subtract', high, low),
    deviation: deviationOf(columns.map(number), { count, mean }),
    any: call('or', ...tests),
    all: call('not', call('or', ...columns.map((column) => call('is-true', call('not', columnExpr(column.name)))))),
  }
  const enough = call(
    'greater-or-equal',
    columnExpr(count),
    literal('int', gaps === 'missing' ? columns.length : take === 'deviation' ? 2 : 1),
  )
  const withCount = extend(input, [{ name: count, expr: counted }])
  const withMean = take === 'deviation' ? extend(withCount, [{ name: mean, expr: average }]) : withCount
  const done = extend(withMean, [{ name, expr: call('ifs', enough, found[take]) }])
  return select(
    done,
    done.columns.map((column) => column.name).filter((other) => other === name || (other !== count && other !== mean)),
  )
}

/** Whole numbers as decimal ones, whose list has a median. */
const convertedToFloat = (column: Column): Expr => (column.type === 'int' ? call('int-to-float', known(column)) : known(column))

/** The sample deviation: the squared distances from the mean over one less than their number. */
function deviationOf(values: readonly Expr[], { count, mean }: { readonly count: string; readonly mean: string }): Expr {
  const squares = values.map((value) => {
    const distance = call('subtract', value, columnExpr(mean))
    return call('coalesce', call('multiply', distance, distance), float(0))
  })
  return call('square-root', call('divide', sumOf(squares, 'add'), call('subtract-int', columnExpr(count), literal('int', 1))))
}
