import { z } from 'zod'
import { extend, freeName, numberRows, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr, type NamedExpr } from '../../engine/relation/expression.ts'
import { literalOf } from '../../engine/relation/literal-value.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType, LiteralValue } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { withoutColumns } from '../kit/columns-rule.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { finiteValues, learnRow } from '../kit/learn-row.ts'
import { columnsPhrase, quoted, quotedNames, typeWord } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { readLiteral } from '../kit/read-literal.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'

const scalars: readonly DataType[] = ['text', 'int', 'float', 'bool', 'date', 'timestamp']
const numbers: readonly DataType[] = ['int', 'float']

const params = z.object({
  columns: field.columns({
    withheld: keptAsTheyAre,
    label: { en: 'Columns', fr: 'Colonnes' },
    default: { by: 'types', types: ['int', 'float'], except: [] },
    accepts: scalars,
  }),
  method: field.choice({
    label: { en: 'Fill with', fr: 'Remplir avec' },
    choices: [
      { value: 'median', label: { en: 'the median', fr: 'la médiane' } },
      { value: 'mean', label: { en: 'the mean', fr: 'la moyenne' } },
      { value: 'mode', label: { en: 'the most frequent value', fr: 'la valeur la plus fréquente' } },
      { value: 'constant', label: { en: 'a value', fr: 'une valeur' } },
      { value: 'previous', label: { en: 'the value above', fr: 'la valeur au-dessus' } },
    ],
    default: 'median',
  }),
  value: field.text({ label: { en: 'Value', fr: 'Valeur' }, when: { param: 'method', in: ['constant'] } }),
  order: field.column({
    label: { en: 'In the order of', fr: 'Dans l’ordre de' },
    help: { en: 'The order of the rows when nothing is chosen.', fr: 'L’ordre des lignes si rien n’est choisi.' },
    accepts: scalars,
    optional: true,
    when: { param: 'method', in: ['previous'] },
  }),
  within: field.columns({
    label: { en: 'Within each', fr: 'Dans chaque' },
    help: { en: 'A value is not taken from another group.', fr: 'Une valeur n’est pas prise d’un autre groupe.' },
    accepts: scalars,
    when: { param: 'method', in: ['previous'] },
  }),
  mark: field.flag({
    label: { en: 'Add columns that say where a value was missing', fr: 'Ajouter des colonnes disant où une valeur manquait' },
    default: false,
    group: 'advanced',
  }),
})

type Params = z.output<typeof params>

/** What was learnt: the value for each column. Empty when there is nothing to learn. */
interface State {
  readonly values: readonly { readonly name: string; readonly type: DataType; readonly value: LiteralValue }[]
}

const table = {
  columns: [
    { name: 'shop', type: 'text' },
    { name: 'price', type: 'float' },
    { name: 'pieces', type: 'int' },
  ],
  rows: [
    ['A', 10, 1],
    ['A', null, 4],
    [null, 40, null],
    ['B', 'NaN', 1],
  ],
} as const

export const fillMissing = defineNode<typeof params, State>({
  id: 'clean.fill-missing',
  version: 1,
  icon: 'paint-bucket',
  title: { en: 'Fill missing', fr: 'Remplir les manquants' },
  summary: {
    en: 'Puts a value where one is missing: a constant, the mean, the median, the most frequent or the one above.',
    fr: 'Met une valeur là où il en manque une : constante, moyenne, médiane, la plus fréquente ou celle du dessus.',
  },
  help: {
    en: `Median, mean and most frequent value are learnt once from the rows that reach this node and kept: the test rows and later requests are filled with the same values. So place it behind the split, on the training rows.

Mean and median work on numbers; a column of whole numbers becomes one of decimals. The most frequent value works on all types; of several, the smallest is taken. A number that is not a number (NaN) counts as missing; infinities are not used to learn. A rule leaves out the target, weights and identifiers.

“The value above” takes the last known value in the order of a column, or of the rows; the first ones stay missing. A filled value hides that nothing was known: the extra columns keep that knowledge for a model.`,
    fr: `Médiane, moyenne et valeur la plus fréquente sont apprises une fois sur les lignes qui arrivent ici, puis gardées : les lignes de test et les requêtes futures sont remplies avec les mêmes valeurs. Placez donc ce nœud après la séparation, sur les lignes d’apprentissage.

Moyenne et médiane valent pour les nombres ; une colonne d’entiers devient décimale. La valeur la plus fréquente vaut pour tous les types ; en cas d’égalité, la plus petite est prise. Un nombre indéfini (NaN) compte comme manquant ; les infinis ne servent pas à l’apprentissage. Une règle laisse de côté la cible, les poids et les identifiants.

« La valeur au-dessus » prend la dernière valeur connue dans l’ordre d’une colonne, ou des lignes ; les premières restent manquantes. Une valeur remplie cache qu’on ne savait rien : les colonnes supplémentaires gardent ce savoir pour un modèle.`,
  },
  keywords: {
    en: ['impute', 'null', 'empty', 'median', 'mean', 'mode', 'forward fill'],
    fr: ['imputer', 'null', 'vide', 'médiane', 'moyenne', 'mode', 'recopier'],
  },
  ...tablePorts,
  params,
  learns: ({ method }) => method === 'mean' || method === 'median' || method === 'mode',
  async fit(settings, input, ctx) {
    const { method } = settings
    if (method === 'constant' || method === 'previous') return { values: [] }
    const columns = fillable(settings, input)
    const learnt = await learnRow(
      ctx,
      input,
      columns.map((column) =>
        method === 'mode'
          ? { fn: column.type === 'float' ? 'mode-float' : 'mode', args: [columnExpr(column.name)] }
          : { fn: method, args: [finiteValues(column)] },
      ),
    )
    const empty = columns.filter((_, index) => learnt[index] === null)
    if (empty.length > 0) throw nothingToLearn(empty, settings)
    const type = (column: Column): DataType => (method === 'mode' ? column.type : 'float')
    return {
      values: columns.map((column, index) => ({
        name: column.name,
        type: type(column),
        value: literalOf(type(column), learnt[index] ?? null),
      })),
    }
  },
  apply(state, settings, input) {
    if (settings.method === 'previous') return fillFromAbove(settings, input)
    const fills =
      settings.method === 'constant'
        ? fillable(settings, input).map((column) => ({ column, value: constantFor(column, settings.value) }))
        : state.values.map(({ name, type, value }) => ({
            column: chooseColumn(input, name, { param: 'columns', accepts: type === 'float' ? numbers : [type], replace: null }),
            value: literal(type, value),
          }))
    const filled = fills.map(({ column, value }): NamedExpr => ({ name: column.name, expr: call('coalesce', known(column), value) }))
    return extend(input, [
      ...filled,
      ...marks(
        fills.map((fill) => fill.column),
        settings,
        input,
      ),
    ])
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const value = quoted(settings.value || '…')
    const by = settings.method === 'constant' ? value : methodWords[settings.method]
    return { en: `fill ${what.en} with ${by.en}`, fr: `remplir ${what.fr} avec ${by.fr}` }
  },
  examples: [
    {
      title: { en: 'Numbers with their median', fr: 'Les nombres avec leur médiane' },
      params: { mark: true },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'shop', type: 'text' },
            { name: 'price', type: 'float' },
            { name: 'pieces', type: 'float' },
            { name: 'price missing', type: 'bool' },
            { name: 'pieces missing', type: 'bool' },
          ],
          rows: [
            ['A', 10, 1, false, false],
            ['A', 25, 4, true, false],
            [null, 40, 1, false, true],
            ['B', 25, 1, true, false],
          ],
        },
      },
    },
    {
      title: { en: 'The shop of the row above', fr: 'Le magasin de la ligne du dessus' },
      params: { columns: { by: 'names', names: ['shop'] }, method: 'previous' },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [table.rows[0], table.rows[1], ['A', 40, null], table.rows[3]],
        },
      },
    },
    {
      title: { en: 'A word for unknown shops', fr: 'Un mot pour les magasins inconnus' },
      params: { columns: { by: 'names', names: ['shop'] }, method: 'constant', value: 'unknown' },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [table.rows[0], table.rows[1], ['unknown', 40, null], table.rows[3]],
        },
      },
    },
    {
      title: { en: 'The most frequent value', fr: 'La valeur la plus fréquente' },
      params: { columns: { by: 'names', names: ['shop', 'pieces'] }, method: 'mode' },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [table.rows[0], table.rows[1], ['A', 40, 1], table.rows[3]],
        },
      },
    },
  ],
})

const methodWords = {
  mean: { en: 'the mean', fr: 'la moyenne' },
  median: { en: 'the median', fr: 'la médiane' },
  mode: { en: 'the most frequent value', fr: 'la valeur la plus fréquente' },
  previous: { en: 'the value above', fr: 'la valeur au-dessus' },
}

function fillable(settings: Params, input: Relation): readonly Column[] {
  const accepts = settings.method === 'mean' || settings.method === 'median' ? numbers : scalars
  return chooseColumns(input, settings.columns, { param: 'columns', accepts, withheld: keptAsTheyAre })
}

/** The column with NaN taken for missing. */
function known(column: Column): Expr {
  const value = columnExpr(column.name)
  return column.type === 'float' ? call('nan-to-null', value) : value
}

function marks(columns: readonly Column[], settings: Params, input: Relation): NamedExpr[] {
  if (!settings.mark) return []
  const taken = new Set(input.columns.map((column) => column.name))
  return columns.map((column) => {
    const name = freeName(`${column.name} missing`, taken)
    taken.add(name)
    return { name, expr: call('is-null', known(column)) }
  })
}

function fillFromAbove(settings: Params, input: Relation): Relation {
  const columns = fillable(settings, input)
  const within = chooseColumns(input, settings.within, { param: 'within', accepts: scalars, optional: true })
  const order = settings.order === '' ? undefined : chooseColumn(input, settings.order, { param: 'order', accepts: scalars })
  const place = freeName('row number', new Set(input.columns.map((column) => column.name)))
  const numbered = numberRows(input, place)
  const filled = columns.map((column): NamedExpr => ({
    name: column.name,
    expr: {
      kind: 'window',
      fn: 'fill-forward',
      args: [known(column)],
      partitionBy: within.map((group) => columnExpr(group.name)),
      orderBy: [...(order ? [{ expr: columnExpr(order.name) }] : []), { expr: columnExpr(place) }],
    },
  }))
  const extended = extend(numbered, [...filled, ...marks(columns, settings, numbered)])
  return select(
    extended,
    extended.columns.flatMap((column) => (column.name === place ? [] : [column.name])),
  )
}

function constantFor(column: Column, typed: string): Expr {
  if (typed === '') throw new NodeProblem(valueMissing)
  const value = readLiteral(typed, column.type)
  if (value !== undefined) return literal(column.type, value)
  const number = column.type === 'int' ? readLiteral(typed, 'float') : undefined
  if (number !== undefined) return literal('float', number)
  const [shown, name, type] = [quoted(typed), quoted(column.name), typeWord(column.type)]
  throw new NodeProblem({
    code: 'bad-value',
    param: 'value',
    column: column.name,
    text: {
      en: `${shown.en} cannot stand in ${name.en}, whose type is ${type.en}.`,
      fr: `${shown.fr} ne peut figurer dans ${name.fr}, de type ${type.fr}.`,
    },
    action: {
      en: 'Type a value of that type, or choose other columns.',
      fr: 'Saisissez une valeur de ce type, ou choisissez d’autres colonnes.',
    },
  })
}

const valueMissing = {
  code: 'nothing-chosen',
  param: 'value',
  text: { en: 'There is no value to fill with.', fr: 'Il n’y a pas de valeur pour remplir.' },
  action: { en: 'Type a value.', fr: 'Saisissez une valeur.' },
}

function nothingToLearn(empty: readonly Column[], settings: Params): NodeProblem {
  const names = empty.map((column) => column.name)
  const shown = quotedNames(names)
  return new NodeProblem({
    code: 'nothing-to-learn',
    param: 'columns',
    column: names[0] ?? '',
    text: { en: `${shown.en} holds no value to learn from.`, fr: `${shown.fr} ne contient aucune valeur à apprendre.` },
    action: {
      en: 'Leave it out, or fill it with a value of your own.',
      fr: 'Laissez-la de côté, ou remplissez-la avec une valeur à vous.',
    },
    fixes: [
      {
        label: { en: `Leave out ${shown.en}`, fr: `Laisser ${shown.fr} de côté` },
        params: { columns: withoutColumns(settings.columns, names) },
      },
    ],
  })
}
