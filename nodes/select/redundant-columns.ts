import { z } from 'zod'
import { covarianceOf } from '../../engine/learn/components/covariance.ts'
import { symmetricEigen } from '../../engine/learn/components/symmetric-eigen.ts'
import { correlationsOf, dropCorrelated, dropInflated, inflationFactors } from '../../engine/learn/selection/collinearity.ts'
import { values } from '../../engine/relation/build.ts'
import { column as columnExpr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { completeRows } from '../kit/complete-rows.ts'
import type { FitContext } from '../kit/context.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { fitControl } from '../kit/fit-control.ts'
import { finiteValues, learnRow } from '../kit/learn-row.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { numbers, scalars } from '../kit/type-groups.ts'
import { neverLearnt } from '../kit/withheld-roles.ts'
import { withoutColumns } from './without-columns.ts'

const mostColumns = 300

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns to look at', fr: 'Colonnes à examiner' },
    accepts: scalars,
    withheld: neverLearnt,
    default: { by: 'all', except: [] },
  }),
  method: field.choice({
    label: { en: 'Drop', fr: 'Retirer' },
    choices: [
      { value: 'correlation', label: { en: 'numbers that correlate with another', fr: 'les nombres corrélés à un autre' } },
      {
        value: 'inflation',
        label: { en: 'numbers that follow from the others (VIF)', fr: 'les nombres qui découlent des autres (VIF)' },
        help: {
          en: 'Variance inflation factor; the largest goes first, the others are computed anew.',
          fr: 'Facteur d’inflation de la variance ; le plus grand part d’abord, les autres sont recalculés.',
        },
      },
      { value: 'variance', label: { en: 'numbers that hardly vary', fr: 'les nombres qui ne varient guère' } },
      { value: 'values', label: { en: 'texts of too many values', fr: 'les textes aux valeurs trop nombreuses' } },
    ],
    default: 'correlation',
  }),
  correlation: field.number({
    label: { en: 'Correlation above', fr: 'Corrélation au-dessus de' },
    help: { en: 'In size; of two such columns one goes.', fr: 'En valeur absolue ; de deux telles colonnes, une part.' },
    default: 0.95,
    min: 0,
    max: 1,
    step: 0.01,
    when: { param: 'method', in: ['correlation'] },
  }),
  inflation: field.number({
    label: { en: 'Factor above', fr: 'Facteur au-dessus de' },
    default: 10,
    min: 1,
    when: { param: 'method', in: ['inflation'] },
  }),
  variance: field.number({
    label: { en: 'Variance below', fr: 'Variance au-dessous de' },
    help: { en: 'Of the column brought to 0 to 1 by its own range.', fr: 'De la colonne ramenée de 0 à 1 par sa propre étendue.' },
    default: 0.01,
    min: 0,
    max: 0.25,
    when: { param: 'method', in: ['variance'] },
  }),
  values: field.number({
    label: { en: 'Different values above', fr: 'Valeurs différentes au-dessus de' },
    default: 100,
    min: 1,
    integer: true,
    when: { param: 'method', in: ['values'] },
  }),
  seed: field.seed({ when: { param: 'method', in: ['correlation', 'inflation'] } }),
})

type Params = z.output<typeof params>

/** A column that was judged. A figure without end is null: a factor that is infinite. */
interface JudgedColumn {
  readonly name: string
  readonly figure: number | null
  /** The column that it repeats most. */
  readonly other: string | null
  readonly kept: boolean
}

interface State {
  readonly columns: readonly JudgedColumn[]
  /** Eigenvalues of the correlation matrix, descending; empty where no correlation was asked for. */
  readonly spectrum: readonly number[]
}

const table = {
  columns: [
    { name: 'metres', type: 'float' },
    { name: 'feet', type: 'float' },
    { name: 'age', type: 'int' },
    { name: 'note', type: 'text' },
  ],
  rows: [
    [1, 3.28, 30, 'a'],
    [2, 6.56, 20, 'b'],
    [3, 9.84, 50, 'c'],
    [4, 13.12, 10, 'd'],
    [null, null, 10, null],
  ],
} as const

const headings: readonly Column[] = [
  { name: 'column', type: 'text' },
  { name: 'figure', type: 'float' },
  { name: 'other', type: 'text' },
  { name: 'kept', type: 'bool' },
]

export const redundantColumns = defineNode<typeof params, State>({
  id: 'select.redundant-columns',
  version: 1,
  icon: 'copy-minus',
  title: { en: 'Drop redundant columns', fr: 'Retirer les colonnes redondantes' },
  summary: {
    en: 'Drops columns that others tell already, that hardly vary or that have too many values.',
    fr: 'Retire les colonnes que d’autres disent déjà, qui ne varient guère ou qui ont trop de valeurs.',
  },
  help: {
    en: `What goes is found once in the rows that reach this node and kept: later rows lose the same columns. Place it behind the split, on the training rows.

Of two columns that correlate, the one goes that is more like all the others. A variance inflation factor says how much wider the error of a column’s coefficient becomes by the other columns: from 10 on it is usually called too much, and it has no end where a column follows from others. Both use the rows that are complete in the numbers chosen.

The second output lists each column judged: its largest correlation, factor, variance or number of values when it was judged last. The third output has the eigenvalues of the correlations, the share of each and the condition index: above 30, columns nearly follow from each other.`,
    fr: `Ce qui part est trouvé une fois dans les lignes qui arrivent ici, puis gardé : les lignes suivantes perdent les mêmes colonnes. Placez ce nœud après la séparation, sur les lignes d’apprentissage.

De deux colonnes corrélées part celle qui ressemble le plus à toutes les autres. Le facteur d’inflation de la variance dit combien les autres colonnes élargissent l’erreur du coefficient d’une colonne : à partir de 10, on le dit d’ordinaire trop grand, et il est sans limite quand une colonne découle d’autres. Les deux utilisent les lignes complètes pour les nombres choisis.

La deuxième sortie liste chaque colonne jugée : sa plus grande corrélation, son facteur, sa variance ou son nombre de valeurs au dernier jugement. La troisième donne les valeurs propres des corrélations, leur part et l’indice de conditionnement : au-dessus de 30, des colonnes découlent presque les unes des autres.`,
  },
  keywords: {
    en: [
      'collinearity',
      'vif',
      'variance inflation',
      'correlation filter',
      'low variance',
      'high cardinality',
      'condition number',
      'duplicate',
    ],
    fr: ['colinéarité', 'vif', 'inflation de la variance', 'filtre de corrélation', 'faible variance', 'cardinalité', 'conditionnement'],
  },
  inputs: tablePorts.inputs,
  outputs: {
    table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } },
    columns: { kind: 'table', label: { en: 'Columns judged', fr: 'Colonnes jugées' } },
    spectrum: { kind: 'table', label: { en: 'Spectrum', fr: 'Spectre' } },
  },
  params,
  learnsIn: 'worker',
  async fit(settings, input, ctx) {
    const asText = settings.method === 'values'
    const chosen = chooseColumns(input, settings.columns, { param: 'columns', accepts: scalars, withheld: neverLearnt, optional: true })
    const columns = chosen.filter(({ type }) => (asText ? type === 'text' : numbers.includes(type)))
    if (settings.method === 'values' || settings.method === 'variance')
      return { columns: await byMeasure(columns, settings, { input, ctx }), spectrum: [] }
    if (columns.length < 2) return { columns: columns.map(({ name }) => ({ name, figure: null, other: null, kept: true })), spectrum: [] }
    if (columns.length > mostColumns) throw new NodeProblem(tooMany)
    return byCorrelation(columns, settings, { input, ctx })
  },
  apply({ columns, spectrum }, _, input) {
    const all = spectrum.reduce((sum, value) => sum + value, 0)
    return {
      table: withoutColumns(
        input,
        columns.filter(({ kept }) => !kept).map(({ name }) => name),
      ),
      columns: values(
        headings,
        columns.map(({ name, figure, other, kept }) => [name, figure, other, kept]),
      ),
      spectrum: values(
        [
          { name: 'component', type: 'int' },
          { name: 'eigenvalue', type: 'float' },
          { name: 'share', type: 'float' },
          { name: 'condition index', type: 'float' },
        ],
        spectrum.map((value, at) => [at + 1, value, value / all, value > 1e-12 ? Math.sqrt((spectrum[0] ?? 0) / value) : null]),
      ),
    }
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const number = (value: number) => String(value).replace('.', ',')
    switch (settings.method) {
      case 'correlation':
        return {
          en: `drop what correlates above ${settings.correlation} among ${what.en}`,
          fr: `retirer ce qui corrèle au-dessus de ${number(settings.correlation)} parmi ${what.fr}`,
        }
      case 'inflation':
        return {
          en: `drop inflation factors above ${settings.inflation} among ${what.en}`,
          fr: `retirer les facteurs d’inflation au-dessus de ${number(settings.inflation)} parmi ${what.fr}`,
        }
      case 'variance':
        return {
          en: `drop variances below ${settings.variance} among ${what.en}`,
          fr: `retirer les variances au-dessous de ${number(settings.variance)} parmi ${what.fr}`,
        }
      case 'values':
        return {
          en: `drop texts of more than ${settings.values} values among ${what.en}`,
          fr: `retirer les textes de plus de ${settings.values} valeurs parmi ${what.fr}`,
        }
    }
  },
  examples: [
    {
      title: { en: 'The same length twice', fr: 'Deux fois la même longueur' },
      params: {},
      inputs: { table },
      expect: {
        table: {
          columns: [table.columns[0], table.columns[2], table.columns[3]],
          rows: table.rows.map(([metres, , age, note]) => [metres, age, note]),
        },
      },
    },
    {
      title: { en: 'Texts that are nearly all different', fr: 'Des textes presque tous différents' },
      params: { method: 'values', values: 3 },
      inputs: { table },
      expect: {
        table: { columns: table.columns.slice(0, 3), rows: table.rows.map((row) => row.slice(0, 3)) },
        columns: { columns: headings, rows: [['note', 4, null, false]] },
      },
    },
    {
      title: { en: 'Numbers that hardly vary', fr: 'Des nombres qui ne varient guère' },
      params: { method: 'variance', variance: 0.12 },
      inputs: {
        table: {
          columns: [
            { name: 'rare', type: 'int' },
            { name: 'even', type: 'int' },
          ],
          rows: [
            [0, 1],
            [0, 2],
            [0, 1],
            [0, 2],
            [0, null],
            [0, 1],
            [0, 2],
            [9, null],
          ],
        },
      },
      expect: {
        columns: {
          columns: headings,
          rows: [
            ['rare', 7 / 64, null, false],
            ['even', 0.25, null, true],
          ],
        },
      },
    },
  ],
})

interface Asked {
  readonly input: Relation
  readonly ctx: FitContext
}

async function byCorrelation(columns: readonly Column[], settings: Params, { input, ctx }: Asked): Promise<State> {
  const { x } = await completeRows(input, columns, ctx, { seed: settings.seed })
  const { products } = await covarianceOf(x, { centred: true, crews: ctx.crews }, fitControl(ctx))
  const width = columns.length
  const matrix = correlationsOf(products, width)
  const inflated = settings.method === 'inflation'
  const dropped = inflated ? dropInflated(matrix, width, settings.inflation) : dropCorrelated(matrix, width, settings.correlation)
  const gone = new Map(dropped.map((one) => [one.place, one]))
  const left = columns.map((_, at) => at).filter((at) => !gone.has(at))
  const size = (i: number, j: number) => Math.abs(matrix[i * width + j] ?? 0)
  const factors = inflated
    ? inflationFactors(Float64Array.from(left.flatMap((i) => left.map((j) => matrix[i * width + j] ?? 0))), left.length)
    : null
  return {
    spectrum: [...symmetricEigen(matrix, width).values].map((value) => Math.max(0, value)),
    columns: columns.map(({ name }, at) => {
      const one = gone.get(at)
      const others = left.filter((other) => other !== at)
      const [first = -1] = others
      const other = one?.other ?? others.reduce((best, next) => (size(at, next) > size(at, best) ? next : best), first)
      const figure = one?.figure ?? (factors ? (factors[left.indexOf(at)] ?? 1) : other < 0 ? 0 : size(at, other))
      return { name, figure: Number.isFinite(figure) ? figure : null, other: columns[other]?.name ?? null, kept: !one }
    }),
  }
}

/** Of texts the number of different values, of numbers the variance on the range of the column. */
async function byMeasure(columns: readonly Column[], settings: Params, { input, ctx }: Asked): Promise<readonly JudgedColumn[]> {
  const isText = settings.method === 'values'
  const row = await learnRow(
    ctx,
    input,
    columns.flatMap((column) =>
      isText
        ? [{ fn: 'count-distinct', args: [columnExpr(column.name)] }]
        : (['minimum', 'maximum', 'variance-population'] as const).map((fn) => ({ fn, args: [finiteValues(column)] })),
    ),
  )
  return columns.map(({ name }, at): JudgedColumn => {
    if (isText) {
      const figure = Number(row[at] ?? 0)
      return { name, figure, other: null, kept: figure <= settings.values }
    }
    const [low, high, variance] = row.slice(3 * at, 3 * at + 3).map((value) => (value === null ? null : Number(value)))
    if (low === null || low === undefined || high === null || high === undefined) return { name, figure: null, other: null, kept: true }
    const figure = high > low ? (variance ?? 0) / (high - low) ** 2 : 0
    return { name, figure, other: null, kept: figure >= settings.variance && high > low }
  })
}

const tooMany = {
  code: 'too-many-columns',
  param: 'columns',
  text: { en: `At most ${mostColumns} numbers can be compared in pairs.`, fr: `Au plus ${mostColumns} nombres se comparent par paires.` },
  action: { en: 'Choose fewer columns.', fr: 'Choisissez moins de colonnes.' },
}
