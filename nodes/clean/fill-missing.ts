import { z } from 'zod'
import { filter, freeName, sample, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { literalOf } from '../../engine/relation/literal-value.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType, LiteralValue } from '../../engine/relation/types.ts'
import { addDerived } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { withoutColumns } from '../kit/columns-rule.ts'
import type { FitContext } from '../kit/context.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { finiteValues, learnRow } from '../kit/learn-row.ts'
import { columnsPhrase, quoted, quotedNames } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { placeResults, resultPlaceFields, type Result } from '../kit/result-place.ts'
import { numbers, scalars } from '../kit/type-groups.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'
import { drawnValue, drawsKept } from './draw-value.ts'
import { fillAlong } from './fill-along.ts'
import { constantFor } from './fill-constant.ts'

const along = ['previous', 'next', 'linear', 'monotone', 'spline'] as const

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
      { value: 'next', label: { en: 'the value below', fr: 'la valeur au-dessous' } },
      { value: 'linear', label: { en: 'a straight line between neighbours', fr: 'une droite entre les voisines' } },
      {
        value: 'monotone',
        label: { en: 'a curve that stays between neighbours', fr: 'une courbe qui reste entre les voisines' },
        help: { en: 'Monotone cubic (PCHIP).', fr: 'Cubique monotone (PCHIP).' },
      },
      {
        value: 'spline',
        label: { en: 'the smoothest curve (natural spline)', fr: 'la plus lisse (spline naturelle)' },
        help: { en: 'May rise above and fall below its neighbours.', fr: 'Peut passer au-dessus et au-dessous de ses voisines.' },
      },
      { value: 'minimum', label: { en: 'the smallest value', fr: 'la plus petite valeur' } },
      { value: 'maximum', label: { en: 'the largest value', fr: 'la plus grande valeur' } },
      {
        value: 'draw',
        label: { en: 'a value drawn at random', fr: 'une valeur tirée au sort' },
        help: {
          en: 'Keeps the spread of the column. Equal rows draw the same value.',
          fr: 'Garde la dispersion de la colonne. Des lignes égales tirent la même valeur.',
        },
      },
    ],
    default: 'median',
    tune: ['median', 'mean', 'mode'],
  }),
  value: field.text({ label: { en: 'Value', fr: 'Valeur' }, when: { param: 'method', in: ['constant'] } }),
  perColumn: field.keyValue({
    label: { en: 'Other values for some columns', fr: 'Autres valeurs pour certaines colonnes' },
    from: 'table',
    columns: [
      { key: 'key', label: { en: 'Column', fr: 'Colonne' } },
      { key: 'value', label: { en: 'Value', fr: 'Valeur' } },
    ],
    when: { param: 'method', in: ['constant'] },
  }),
  order: field.column({
    label: { en: 'In the order of', fr: 'Dans l’ordre de' },
    help: { en: 'The order of the rows when nothing is chosen.', fr: 'L’ordre des lignes si rien n’est choisi.' },
    accepts: scalars,
    optional: true,
    when: { param: 'method', in: along },
  }),
  within: field.columns({
    label: { en: 'Within each', fr: 'Dans chaque' },
    help: { en: 'A value is not taken from another group.', fr: 'Une valeur n’est pas prise d’un autre groupe.' },
    accepts: scalars,
    when: { param: 'method', in: along },
  }),
  longest: field.optionalNumber({
    label: { en: 'Gaps of at most this many rows', fr: 'Lacunes d’au plus tant de lignes' },
    help: { en: 'Longer gaps stay missing as a whole.', fr: 'Les lacunes plus longues restent entières.' },
    min: 1,
    integer: true,
    when: { param: 'method', in: along },
  }),
  ...resultPlaceFields({ ending: ' filled' }),
  seed: field.seed({ when: { param: 'method', in: ['draw'] } }),
  mark: field.flag({
    label: { en: 'Add columns that say where a value was missing', fr: 'Ajouter des colonnes disant où une valeur manquait' },
    default: false,
    group: 'advanced',
  }),
  markEnding: field.text({
    label: { en: 'Ending of their names', fr: 'Fin de leurs noms' },
    default: ' missing',
    group: 'advanced',
    when: { param: 'mark', in: [true] },
  }),
})

type Params = z.output<typeof params>

/** What was learnt: the value for each column. Empty when there is nothing to learn. */
interface State {
  readonly values: readonly { readonly name: string; readonly type: DataType; readonly value: LiteralValue }[]
  /** Known values to draw from, by column. */
  readonly draws?: readonly { readonly name: string; readonly type: DataType; readonly values: readonly LiteralValue[] }[]
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
    en: 'Puts a value where one is missing: a constant, the mean, the median, the most frequent or those of the neighbours.',
    fr: 'Met une valeur là où il en manque une : constante, moyenne, médiane, la plus fréquente ou celles des voisines.',
  },
  help: {
    en: `Median, mean and most frequent value are learnt once from the rows that reach this node and kept: the test rows and later requests are filled with the same values. So place it behind the split, on the training rows.

Mean and median work on numbers; a column of whole numbers becomes one of decimals. The most frequent value works on all types; of several, the smallest is taken. A number that is not a number (NaN) counts as missing; infinities are not used to learn. A rule leaves out the target, weights and identifiers.

“The value above” and “below” take the nearest known value in the order of a column, or of the rows; a straight line joins the two on both sides, by the distance in that column when it holds numbers or dates. Curves go through all known values the same way. What has no neighbour stays missing. A value drawn at random comes from 256 known ones; which one hangs on the other columns of the row. A filled value hides that nothing was known: the extra columns keep that knowledge for a model.`,
    fr: `Médiane, moyenne et valeur la plus fréquente sont apprises une fois sur les lignes qui arrivent ici, puis gardées : les lignes de test et les requêtes futures sont remplies avec les mêmes valeurs. Placez donc ce nœud après la séparation, sur les lignes d’apprentissage.

Moyenne et médiane valent pour les nombres ; une colonne d’entiers devient décimale. La valeur la plus fréquente vaut pour tous les types ; en cas d’égalité, la plus petite est prise. Un nombre indéfini (NaN) compte comme manquant ; les infinis ne servent pas à l’apprentissage. Une règle laisse de côté la cible, les poids et les identifiants.

« La valeur au-dessus » et « au-dessous » prennent la valeur connue la plus proche dans l’ordre d’une colonne, ou des lignes ; une droite joint celles des deux côtés, selon l’écart dans cette colonne si elle porte des nombres ou des dates. Les courbes passent de même par toutes les valeurs connues. Sans voisine, la valeur reste manquante. Une valeur tirée au sort vient de 256 valeurs connues ; laquelle, cela dépend des autres colonnes de la ligne. Une valeur remplie cache qu’on ne savait rien : les colonnes supplémentaires gardent ce savoir pour un modèle.`,
  },
  keywords: {
    en: [
      'impute',
      'null',
      'empty',
      'median',
      'mean',
      'mode',
      'forward fill',
      'backward fill',
      'fill down',
      'interpolate',
      'spline',
      'pchip',
      'random',
      'indicator',
    ],
    fr: ['imputer', 'null', 'vide', 'médiane', 'moyenne', 'mode', 'recopier', 'interpoler', 'spline', 'hasard', 'indicatrice'],
  },
  ...tablePorts,
  params,
  learns: ({ method }) => !isAlong(method) && method !== 'constant',
  async fit(settings, input, ctx) {
    const { method } = settings
    if (method === 'constant' || isAlong(method)) return { values: [] }
    const columns = fillable(settings, input)
    if (method === 'draw') return { values: [], draws: await draws(columns, settings, { input, ctx }) }
    const learnt = await learnRow(
      ctx,
      input,
      columns.map((column) =>
        method === 'mode'
          ? { fn: column.type === 'float' ? 'mode-float' : 'mode', args: [columnExpr(column.name)] }
          : { fn: method, args: [isExtreme(method) && column.type !== 'float' ? columnExpr(column.name) : finiteValues(column)] },
      ),
    )
    const empty = columns.filter((_, index) => learnt[index] === null)
    if (empty.length > 0) throw nothingToLearn(empty, settings)
    const type = (column: Column): DataType => (method === 'mode' || isExtreme(method) ? column.type : 'float')
    return {
      values: columns.map((column, index) => ({
        name: column.name,
        type: type(column),
        value: literalOf(type(column), learnt[index] ?? null),
      })),
    }
  },
  apply(state, settings, input) {
    if (isAlong(settings.method)) return fillFromNeighbours(settings.method, settings, input)
    if (settings.method === 'draw') return finished(input, drawn(state, settings, input), settings)
    const fills =
      settings.method === 'constant'
        ? fillable(settings, input).map((column) => ({ column, value: constantFor(column, settings) }))
        : state.values.map(({ name, type, value }) => ({ column: filledColumn(input, name, type), value: literal(type, value) }))
    const results = fills.map(({ column, value }) => ({ source: column.name, expr: call('coalesce', known(column), value) }))
    return finished(input, results, settings)
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
  next: { en: 'the value below', fr: 'la valeur au-dessous' },
  linear: { en: 'a straight line between neighbours', fr: 'une droite entre les voisines' },
  monotone: { en: 'a curve that stays between neighbours', fr: 'une courbe qui reste entre les voisines' },
  spline: { en: 'a natural spline', fr: 'une spline naturelle' },
  minimum: { en: 'the smallest value', fr: 'la plus petite valeur' },
  maximum: { en: 'the largest value', fr: 'la plus grande valeur' },
  draw: { en: 'values drawn at random', fr: 'des valeurs tirées au sort' },
}

type Method = Params['method']

const isAlong = (method: Method): method is (typeof along)[number] => (along as readonly Method[]).includes(method)
const isExtreme = (method: Method) => method === 'minimum' || method === 'maximum'

function fillable(settings: Params, input: Relation): readonly Column[] {
  const accepts = ['mean', 'median', 'linear', 'monotone', 'spline'].includes(settings.method) ? numbers : scalars
  return chooseColumns(input, settings.columns, { param: 'columns', accepts, withheld: keptAsTheyAre })
}

/** The column with NaN taken for missing. */
function known(column: Column): Expr {
  const value = columnExpr(column.name)
  return column.type === 'float' ? call('nan-to-null', value) : value
}

/** The input with marks of what was missing, when asked, and the results in their place. Columns that are not in `original` leave again. */
function finished(input: Relation, results: readonly Result[], settings: Params, original: Relation = input): Relation {
  const taken = new Set(input.columns.map(({ name }) => name))
  const filled = original.columns.filter((column) => results.some(({ source }) => source === column.name))
  const marks = filled.map((column) => {
    const name = freeName(`${column.name}${settings.markEnding}`, taken)
    taken.add(name)
    return { source: column.name, columns: [{ name, expr: call('is-null', known(column)) }] }
  })
  const placed = placeResults(settings.mark ? addDerived(input, marks, true) : input, results, settings)
  const helpers = new Set(input.columns.slice(original.columns.length).map(({ name }) => name))
  if (helpers.size === 0) return placed
  return select(
    placed,
    placed.columns.map(({ name }) => name).filter((name) => !helpers.has(name)),
  )
}

function filledColumn(input: Relation, name: string, type: DataType): Column {
  return chooseColumn(input, name, { param: 'columns', accepts: type === 'float' ? numbers : [type], replace: null })
}

function fillFromNeighbours(from: (typeof along)[number], settings: Params, input: Relation): Relation {
  const columns = fillable(settings, input)
  const within = chooseColumns(input, settings.within, { param: 'within', accepts: scalars, optional: true })
  const order = settings.order === '' ? undefined : chooseColumn(input, settings.order, { param: 'order', accepts: scalars })
  const { relation, filled } = fillAlong(input, columns, known, { from, within, longest: settings.longest, ...(order && { order }) })
  return finished(relation, filled, settings, input)
}

async function draws(columns: readonly Column[], settings: Params, { input, ctx }: { readonly input: Relation; readonly ctx: FitContext }) {
  const found = await Promise.all(
    columns.map(async (column) => {
      const values = filter(select(input, [column.name]), call('is-not-null', known(column)))
      const rows = await ctx.rows(sample(values, { seed: settings.seed, from: 0, to: 1, exact: drawsKept }))
      return { name: column.name, type: column.type, values: rows.map((row) => literalOf(column.type, row[0] ?? null)) }
    }),
  )
  const empty = columns.filter((_, index) => found[index]?.values.length === 0)
  if (empty.length > 0) throw nothingToLearn(empty, settings)
  return found
}

function drawn(state: State, settings: Params, input: Relation): readonly Result[] {
  return (state.draws ?? []).map(({ name, type, values }) => {
    const column = filledColumn(input, name, type)
    const literals = values.map((value) => literal(type, value))
    return { source: name, expr: call('coalesce', known(column), drawnValue(input, name, literals, settings.seed)) }
  })
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
