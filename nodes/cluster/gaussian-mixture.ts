import { z } from 'zod'
import { gaussianMixture as learnMixture, type Cloud } from '../../engine/learn/cluster/gaussian-mixture.ts'
import { extend, select, values } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { fromColumns } from '../kit/centre-columns.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { columnScales, scaledMatrix, scaledValue, type ColumnScale } from '../kit/column-scale.ts'
import { completeRows } from '../kit/complete-rows.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { fitControl } from '../kit/fit-control.ts'
import { numberColumnsField, oneScaleField } from '../kit/number-fields.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { numbers } from '../kit/type-groups.ts'
import { neverLearnt } from '../kit/withheld-roles.ts'
import { logDensity, productsOf, sumOf } from './log-density.ts'
import { mixtureViews } from './mixture-views.ts'

/** Rows that clouds are learnt from, and the products of a row that anybody waits for. */
const [mostRows, mostProducts] = [20_000, 20_000]

const params = z.object({
  columns: numberColumnsField,
  choose: field.choice({
    label: { en: 'Number of clouds', fr: 'Nombre de nuages' },
    choices: [
      { value: 'given', label: { en: 'as given', fr: 'celui donné' } },
      {
        value: 'bic',
        label: { en: 'where the fit is worth its figures (BIC)', fr: 'où l’ajustement vaut ses chiffres (BIC)' },
        help: { en: 'By the least Bayesian information criterion.', fr: 'Selon le moindre critère d’information bayésien.' },
      },
    ],
    default: 'given',
  }),
  count: field.number({
    label: { en: 'Clouds', fr: 'Nuages' },
    default: 3,
    min: 1,
    max: 30,
    integer: true,
    when: { param: 'choose', in: ['given'] },
  }),
  most: field.number({
    label: { en: 'Try up to', fr: 'Essayer jusqu’à' },
    default: 8,
    min: 2,
    max: 20,
    integer: true,
    when: { param: 'choose', in: ['bic'] },
  }),
  shape: field.choice({
    label: { en: 'Clouds stretch', fr: 'Les nuages s’étirent' },
    choices: [
      { value: 'full', label: { en: 'in any direction', fr: 'dans toute direction' } },
      { value: 'diagonal', label: { en: 'along the columns only', fr: 'le long des colonnes seulement' } },
    ],
    default: 'full',
  }),
  add: field.choice({
    label: { en: 'Add', fr: 'Ajouter' },
    choices: [
      { value: 'number', label: { en: 'the number of the likeliest cloud', fr: 'le numéro du nuage le plus probable' } },
      { value: 'probabilities', label: { en: 'the number and the probability of each', fr: 'le numéro et la probabilité de chacun' } },
      {
        value: 'density',
        label: { en: 'the number and the log density', fr: 'le numéro et la densité logarithmique' },
        help: { en: 'Low where rows are unusual.', fr: 'Faible là où les lignes sont inhabituelles.' },
      },
    ],
    default: 'number',
  }),
  standardise: oneScaleField,
  seed: field.seed(),
})

interface State {
  readonly columns: readonly ColumnScale[]
  /** Mean and deviation of each column, whether rows were brought to them or not. */
  readonly typical: readonly ColumnScale[]
  readonly shape: 'full' | 'diagonal'
  /** On the columns’ scales, the largest first. */
  readonly clouds: readonly Cloud[]
  readonly tried: readonly { readonly count: number; readonly logLikelihood: number; readonly bic: number; readonly aic: number }[]
  readonly converged: boolean
  readonly learnt: { readonly rows: number; readonly complete: number }
}

const table = {
  columns: [{ name: 'x', type: 'float' }],
  rows: [[-1], [1], [99], [101], [null], [0]],
} as const

export const gaussianMixture = defineNode<typeof params, State>({
  id: 'cluster.gaussian-mixture',
  version: 2,
  icon: 'cloud',
  title: { en: 'Gaussian mixture', fr: 'Mélange gaussien' },
  summary: {
    en: 'Describes rows as normal clouds and says how likely each row belongs to each.',
    fr: 'Décrit les lignes comme des nuages gaussiens et dit la probabilité de chaque ligne pour chacun.',
  },
  help: {
    en: `Clouds may be of different size and stretch, and overlap: a row between two belongs to both, each with a probability. The clouds are learnt once from the rows that reach this node (from 20,000 complete ones drawn by the seed, if there are more) and kept; later rows are judged by the same clouds. Cloud 1 is the largest.

The second output has one line for each cloud: its share of the rows and its middle in the columns’ own units. The third output says how well other numbers of clouds fit: BIC and AIC weigh the fit against the number of figures it takes, and smaller is better.

The log density is that of the columns on their common scale. A row with a missing value, NaN or an infinity in one of the columns belongs to no cloud: fill them before. A rule leaves out the target, weights, identifiers and sensitive columns.`,
    fr: `Les nuages peuvent différer de taille et d’étirement, et se recouvrir : une ligne entre deux appartient aux deux, chacun avec une probabilité. Les nuages sont appris une fois sur les lignes qui arrivent ici (sur 20 000 lignes complètes tirées par la graine, s’il y en a plus) et gardés ; les lignes suivantes sont jugées par les mêmes nuages. Le nuage 1 est le plus grand.

La deuxième sortie a une ligne par nuage : sa part des lignes et son milieu dans les unités des colonnes. La troisième dit comment d’autres nombres de nuages conviennent : BIC et AIC mettent l’ajustement en balance avec le nombre de chiffres qu’il demande ; plus petit vaut mieux.

La densité logarithmique est celle des colonnes à leur échelle commune. Une ligne avec une valeur manquante, NaN ou infinie dans une des colonnes n’a pas de nuage : remplissez-les avant. Une règle laisse de côté la cible, les poids, les identifiants et les colonnes sensibles.`,
  },
  keywords: {
    en: ['gmm', 'gaussian mixture', 'cluster', 'soft clustering', 'expectation maximisation', 'em', 'bic', 'density', 'unsupervised'],
    fr: ['mélange gaussien', 'groupe', 'nuage', 'espérance maximisation', 'em', 'bic', 'densité', 'non supervisé'],
  },
  inputs: tablePorts.inputs,
  outputs: {
    table: { kind: 'table', label: { en: 'Rows with their cloud', fr: 'Lignes avec leur nuage' } },
    clouds: { kind: 'table', label: { en: 'Clouds', fr: 'Nuages' } },
    counts: { kind: 'table', label: { en: 'Numbers tried', fr: 'Nombres essayés' } },
    report: { kind: 'report', label: { en: 'Report', fr: 'Rapport' } },
  },
  params,
  // Nothing about the params changed; what was learnt before has no report.
  migrate: { 1: (params) => params },
  learnsIn: 'worker',
  async fit(settings, input, ctx) {
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: numbers, withheld: neverLearnt })
    const { seed, shape, choose } = settings
    const most = choose === 'given' ? settings.count : settings.most
    if (most * productsOf(columns.length, shape) > mostProducts) throw new NodeProblem(tooMany(shape))
    const { x: own, complete } = await completeRows(input, columns, ctx, { seed, most: mostRows })
    const typical = columnScales(own, { center: true, spread: true })
    const scales = settings.standardise ? typical : columnScales(own, { center: false, spread: false })
    const x = scaledMatrix(own, scales)
    const control = fitControl(ctx)
    const counts = choose === 'given' ? [most] : Array.from({ length: most }, (_, at) => at + 1)
    const tried = []
    for (const [at, count] of counts.entries()) {
      const part = { ...control, progress: (share: number) => control.progress((at + share) / counts.length) }
      tried.push(await learnMixture(x, { clouds: Math.min(count, x.rows), shape, seed, crews: ctx.crews }, part))
    }
    const [first, ...rest] = tried
    if (!first) throw new Error('no number of clouds was tried')
    const best = rest.reduce((least, one) => (one.bic < least.bic ? one : least), first)
    return {
      columns: scales,
      typical,
      shape,
      clouds: best.clouds,
      converged: best.converged,
      tried: tried.map(({ clouds, meanLogLikelihood, bic, aic }) => ({
        count: clouds.length,
        logLikelihood: meanLogLikelihood * x.rows,
        bic,
        aic,
      })),
      learnt: { rows: x.rows, complete },
    }
  },
  apply(state, settings, input) {
    const { columns: scales, clouds, shape, tried } = state
    const columns = scales.map(({ name }) => chooseColumn(input, name, { param: 'columns', accepts: numbers, replace: null }))
    const scaled = columns.map((column, at) => scaledValue(column, scales[at] ?? { center: 0, spread: 1 }))
    const free = freeNames(input)
    const own = clouds.map((_, at) => free(`probability ${at + 1}`))
    const [cloud, density, most] = [free('cloud'), free('log density'), free('largest')]
    const logs = own.map((name) => columnExpr(name))
    const measured = extend(
      input,
      clouds.map((one, at) => ({ name: own[at] ?? '', expr: logDensity(one, { values: scaled, shape }) })),
    )
    const judged = extend(extend(measured, [{ name: most, expr: call('greatest', ...logs) }]), [
      { name: cloud, expr: call('ifs', ...logs.flatMap((log, at) => [call('equal', log, columnExpr(most)), literal('int', at + 1)])) },
      {
        name: density,
        expr: call(
          'add',
          columnExpr(most),
          call('natural-logarithm', sumOf(logs.map((log) => call('exponential', call('subtract', log, columnExpr(most)))))),
        ),
      },
    ])
    const shares = extend(
      judged,
      own.map((name) => ({ name, expr: call('exponential', call('subtract', columnExpr(name), columnExpr(density))) })),
    )
    const added = [cloud, ...(settings.add === 'probabilities' ? own : []), ...(settings.add === 'density' ? [density] : [])]
    return {
      table: fromColumns(select(shares, [...input.columns.map(({ name }) => name), ...added]), input, { columns, added }),
      clouds: cloudTable(state),
      counts: values(
        [
          { name: 'clouds', type: 'int' },
          { name: 'log likelihood', type: 'float' },
          { name: 'BIC', type: 'float' },
          { name: 'AIC', type: 'float' },
          { name: 'chosen', type: 'bool' },
        ],
        tried.map(({ count, logLikelihood, bic, aic }) => [count, logLikelihood, bic, aic, count === clouds.length]),
      ),
    }
  },
  reports: (state) => ({
    report: mixtureViews({
      centres: ownCentres(state),
      shares: state.clouds.map(({ weight }) => weight),
      typical: state.typical,
      tried: state.tried,
      rows: state.learnt.rows,
    }),
  }),
  warnings: ({ converged }) =>
    converged
      ? []
      : [
          {
            code: 'not-settled',
            severity: 'warning',
            text: { en: 'The clouds still moved after 100 steps.', fr: 'Les nuages bougeaient encore après 100 pas.' },
            action: { en: 'Try fewer clouds or columns.', fr: 'Essayez moins de nuages ou de colonnes.' },
          },
        ],
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    return settings.choose === 'given'
      ? { en: `${settings.count} clouds by ${what.en}`, fr: `${settings.count} nuages selon ${what.fr}` }
      : { en: `up to ${settings.most} clouds by ${what.en}`, fr: `jusqu’à ${settings.most} nuages selon ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Two clouds; a missing value has none', fr: 'Deux nuages ; une valeur manquante n’en a pas' },
      params: { count: 2, standardise: false, add: 'probabilities' },
      inputs: { table },
      expect: {
        table: {
          columns: [
            ...table.columns,
            { name: 'cloud', type: 'int' },
            { name: 'probability 1', type: 'float' },
            { name: 'probability 2', type: 'float' },
          ],
          rows: [
            [-1, 1, 1, 0],
            [1, 1, 1, 0],
            [99, 2, 0, 1],
            [101, 2, 0, 1],
            [null, null, null, null],
            [0, 1, 1, 0],
          ],
        },
        clouds: {
          columns: [
            { name: 'cloud', type: 'int' },
            { name: 'share', type: 'float' },
            { name: 'x', type: 'float' },
          ],
          rows: [
            [1, 0.6, 0],
            [2, 0.4, 100],
          ],
        },
      },
    },
    {
      title: { en: 'One cloud, and how dense it is', fr: 'Un nuage, et sa densité' },
      params: { count: 1, standardise: false, add: 'density' },
      inputs: { table: { columns: table.columns, rows: [[-1], [1]] } },
      expect: {
        table: {
          columns: [...table.columns, { name: 'cloud', type: 'int' }, { name: 'log density', type: 'float' }],
          rows: [-1, 1].map((value) => [value, 1, -0.5 * Math.log(2 * Math.PI * 1.000_001) - 0.5 / 1.000_001]),
        },
      },
    },
  ],
})

function cloudTable(state: State): Relation {
  const { columns, clouds } = state
  const centres = ownCentres(state)
  const free = freeNames({ op: 'input', name: '', columns: columns.map(({ name }) => ({ name, type: 'float' })) })
  return values(
    [
      { name: free('cloud'), type: 'int' },
      { name: free('share'), type: 'float' },
      ...columns.map(({ name }): Column => ({ name, type: 'float' })),
    ],
    clouds.map(({ weight }, at) => [at + 1, weight, ...(centres[at] ?? [])]),
  )
}

/** The middles of the clouds in the columns' own units. */
function ownCentres({ columns, clouds }: State): readonly (readonly number[])[] {
  return clouds.map(({ mean }) => mean.map((value, j) => value * (columns[j]?.spread ?? 1) + (columns[j]?.center ?? 0)))
}

function tooMany(shape: State['shape']) {
  return {
    code: 'too-many-columns',
    param: 'columns',
    text: {
      en: 'So many clouds of so many columns are too much to be computed for each row.',
      fr: 'Autant de nuages sur autant de colonnes sont trop pour être calculés à chaque ligne.',
    },
    action: {
      en: 'Choose fewer columns or clouds, or let clouds stretch along the columns only.',
      fr: 'Choisissez moins de colonnes ou de nuages, ou des nuages étirés le long des colonnes seulement.',
    },
    ...(shape === 'full' && {
      fixes: [
        {
          label: { en: 'Stretch along the columns only', fr: 'Étirer le long des colonnes seulement' },
          params: { shape: 'diagonal' },
        },
      ],
    }),
  }
}
