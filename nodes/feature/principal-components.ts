import { z } from 'zod'
import { principalComponents as learnComponents } from '../../engine/learn/components/principal-components.ts'
import { extend, select, values } from '../../engine/relation/build.ts'
import { call, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { fromColumns } from '../kit/centre-columns.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { scaledValue, type ColumnScale } from '../kit/column-scale.ts'
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
import { componentViews } from './component-views.ts'

/** More would take minutes, and more products a row than anybody waits for. */
const [mostColumns, mostProducts] = [400, 20_000]

const params = z.object({
  columns: numberColumnsField,
  keep: field.choice({
    label: { en: 'Keep', fr: 'Garder' },
    choices: [
      { value: 'share', label: { en: 'a share of the variance', fr: 'une part de la variance' } },
      { value: 'count', label: { en: 'a number of components', fr: 'un nombre de composantes' } },
    ],
    default: 'share',
  }),
  share: field.number({
    label: { en: 'Share of the variance', fr: 'Part de la variance' },
    default: 0.95,
    tune: { from: 0.5, to: 0.99 },
    min: 0.01,
    max: 1,
    step: 0.01,
    when: { param: 'keep', in: ['share'] },
  }),
  count: field.number({
    label: { en: 'Components', fr: 'Composantes' },
    default: 2,
    tune: { from: 1, to: 10 },
    min: 1,
    max: mostColumns,
    integer: true,
    when: { param: 'keep', in: ['count'] },
  }),
  scale: oneScaleField,
  inputs: field.flag({ label: { en: 'Keep the columns themselves', fr: 'Conserver les colonnes elles-mêmes' }, default: false }),
  center: field.flag({
    label: { en: 'Take the mean away first', fr: 'Retirer d’abord la moyenne' },
    help: { en: 'Without it, variance is counted from 0.', fr: 'Sans cela, la variance se compte depuis 0.' },
    default: true,
    group: 'advanced',
  }),
  seed: field.seed(),
})

interface State {
  readonly columns: readonly ColumnScale[]
  /** Of all components. */
  readonly variances: readonly number[]
  /** Of the components kept: one number for each column. */
  readonly directions: readonly (readonly number[])[]
  readonly learnt: { readonly rows: number; readonly complete: number }
}

const table = {
  columns: [
    { name: 'x', type: 'float' },
    { name: 'y', type: 'int' },
  ],
  rows: [
    [1, 1],
    [2, 2],
    [3, 3],
    [null, 4],
  ],
} as const

export const principalComponents = defineNode<typeof params, State>({
  id: 'feature.principal-components',
  version: 2,
  icon: 'axis-3d',
  title: { en: 'Principal components', fr: 'Composantes principales' },
  summary: {
    en: 'Replaces numbers that go together by a few that hold most of their variance (PCA).',
    fr: 'Remplace des nombres liés entre eux par quelques-uns qui gardent l’essentiel de leur variance (ACP).',
  },
  help: {
    en: `The first component is the direction in which rows vary most, the second the one at a right angle to it in which they vary most, and so on. Components do not correlate; the last ones are often noise.

They are learnt once from the rows that reach this node and kept: later rows are projected onto the same directions. Place it behind the split, on the training rows.

The second output is the spectrum: the variance of each component, its share and the sum so far. The third output says how much of each column is in each component kept. The report draws both: see where the spectrum bends.

A row with a missing value, NaN or an infinity in one of the columns has no components: fill them before. A rule leaves out the target, weights, identifiers and sensitive columns.`,
    fr: `La première composante est la direction où les lignes varient le plus, la deuxième celle, à angle droit, où elles varient le plus ensuite, et ainsi de suite. Les composantes ne sont pas corrélées ; les dernières sont souvent du bruit.

Elles sont apprises une fois sur les lignes qui arrivent ici et gardées : les lignes suivantes sont projetées sur les mêmes directions. Placez ce nœud après la séparation, sur les lignes d’apprentissage.

La deuxième sortie est le spectre : la variance de chaque composante, sa part et le cumul. La troisième dit combien de chaque colonne entre dans chaque composante gardée. Le rapport dessine les deux : voyez où le spectre s’infléchit.

Une ligne avec une valeur manquante, NaN ou infinie dans une des colonnes n’a pas de composantes : remplissez-les avant. Une règle laisse de côté la cible, les poids, les identifiants et les colonnes sensibles.`,
  },
  keywords: {
    en: ['pca', 'principal component analysis', 'dimension reduction', 'projection', 'scree', 'eigenvalues', 'spectrum'],
    fr: ['acp', 'analyse en composantes principales', 'réduction de dimension', 'projection', 'éboulis', 'valeurs propres'],
  },
  inputs: tablePorts.inputs,
  outputs: {
    table: { kind: 'table', label: { en: 'Rows with components', fr: 'Lignes avec composantes' } },
    spectrum: { kind: 'table', label: { en: 'Spectrum', fr: 'Spectre' } },
    loadings: { kind: 'table', label: { en: 'Columns in components', fr: 'Colonnes dans les composantes' } },
    report: { kind: 'report', label: { en: 'Report', fr: 'Rapport' } },
  },
  params,
  // Nothing about the params changed; what was learnt before has no report.
  migrate: { 1: (params) => params },
  learnsIn: 'worker',
  async fit(settings, input, ctx) {
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: numbers, withheld: neverLearnt })
    if (columns.length > mostColumns) throw new NodeProblem(tooMany)
    const { x, complete } = await completeRows(input, columns, ctx, { seed: settings.seed })
    const { center, scale } = settings
    const found = await learnComponents(x, { center, scale, crews: ctx.crews }, fitControl(ctx))
    const kept = keptCount(found.variances, settings)
    if (kept * columns.length > mostProducts) throw new NodeProblem(tooManyProducts(kept))
    return {
      columns: columns.map(({ name }, at) => ({ name, center: found.centers[at] ?? 0, spread: found.spreads[at] ?? 1 })),
      variances: found.variances,
      directions: found.directions.slice(0, kept),
      learnt: { rows: x.rows, complete },
    }
  },
  apply(state, settings, input) {
    const columns = state.columns.map(({ name }) => chooseColumn(input, name, { param: 'columns', accepts: numbers, replace: null }))
    const scaled = columns.map((column, at) => scaledValue(column, state.columns[at] ?? { center: 0, spread: 1 }))
    const gone = new Set(settings.inputs ? [] : columns.map(({ name }) => name))
    const stays = input.columns.map(({ name }) => name).filter((name) => !gone.has(name))
    const free = freeNames(input)
    const made = state.directions.map((direction, at) => ({ name: free(`component ${at + 1}`), expr: weightedSum(scaled, direction) }))
    const added = made.map(({ name }) => name)
    return {
      table: fromColumns(select(extend(input, made), [...stays, ...added]), input, { columns, added }),
      spectrum: spectrumOf(state),
      loadings: loadingsOf(state),
    }
  },
  reports: ({ columns, variances, directions }) => ({
    report: componentViews({ names: columns.map(({ name }) => name), variances, directions }),
  }),
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const percent = Number((settings.share * 100).toPrecision(3))
    return settings.keep === 'share'
      ? {
          en: `components with ${percent}% of the variance of ${what.en}`,
          fr: `composantes gardant ${percent} % de la variance de ${what.fr}`,
        }
      : { en: `${settings.count} components of ${what.en}`, fr: `${settings.count} composantes de ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Two columns that say the same', fr: 'Deux colonnes qui disent la même chose' },
      params: { scale: false },
      inputs: { table },
      expect: {
        table: { columns: [{ name: 'component 1', type: 'float' }], rows: [[-Math.SQRT2], [0], [Math.SQRT2], [null]] },
        spectrum: {
          columns: [
            { name: 'component', type: 'int' },
            { name: 'variance', type: 'float' },
            { name: 'share', type: 'float' },
            { name: 'share so far', type: 'float' },
            { name: 'kept', type: 'bool' },
          ],
          rows: [
            [1, 2, 1, 1, true],
            [2, 0, 0, 1, false],
          ],
        },
      },
    },
    {
      title: { en: 'A number of components beside the columns', fr: 'Un nombre de composantes, à côté des colonnes' },
      params: { keep: 'count', count: 1, inputs: true, scale: false },
      inputs: {
        table: {
          columns: table.columns,
          rows: [
            [0, 5],
            [2, 5],
            [null, 5],
            [4, 5],
          ],
        },
      },
      expect: {
        table: {
          columns: [...table.columns, { name: 'component 1', type: 'float' }],
          rows: [
            [0, 5, -2],
            [2, 5, 0],
            [null, 5, null],
            [4, 5, 2],
          ],
        },
        loadings: {
          columns: [
            { name: 'column', type: 'text' },
            { name: 'component 1', type: 'float' },
          ],
          rows: [
            ['x', 1],
            ['y', 0],
          ],
        },
      },
    },
  ],
})

/** As many as were asked for or hold the share, at least one; never those without variance. */
function keptCount(variances: readonly number[], settings: z.output<typeof params>): number {
  const all = variances.reduce((sum, value) => sum + value, 0)
  const some = Math.max(1, variances.filter((value) => value > all * 1e-12).length)
  if (settings.keep === 'count') return Math.min(settings.count, some)
  let sum = 0
  const place = variances.findIndex((value) => (sum += value) >= settings.share * all * (1 - 1e-12))
  return Math.min(place + 1, some)
}

function weightedSum(values: readonly Expr[], weights: readonly number[]): Expr {
  const parts = values.map((value, at) => call('multiply', value, literal('float', weights[at] ?? 0)))
  return parts.reduce((all, one) => call('add', all, one))
}

function spectrumOf({ variances, directions }: State): Relation {
  const all = variances.reduce((sum, value) => sum + value, 0)
  let sum = 0
  return values(
    [
      { name: 'component', type: 'int' },
      { name: 'variance', type: 'float' },
      { name: 'share', type: 'float' },
      { name: 'share so far', type: 'float' },
      { name: 'kept', type: 'bool' },
    ],
    variances.map((variance, at) => {
      sum += variance
      return [at + 1, variance, all > 0 ? variance / all : null, all > 0 ? Math.min(1, sum / all) : null, at < directions.length]
    }),
  )
}

function loadingsOf({ columns, directions }: State): Relation {
  return values(
    [{ name: 'column', type: 'text' }, ...directions.map((_, at): Column => ({ name: `component ${at + 1}`, type: 'float' }))],
    columns.map(({ name }, at) => [name, ...directions.map((direction) => direction[at] ?? 0)]),
  )
}

const tooMany = {
  code: 'too-many-columns',
  param: 'columns',
  text: { en: `At most ${mostColumns} columns can be projected together.`, fr: `Au plus ${mostColumns} colonnes se projettent ensemble.` },
  action: { en: 'Choose fewer columns.', fr: 'Choisissez moins de colonnes.' },
}

function tooManyProducts(kept: number) {
  return {
    code: 'too-many-components',
    param: 'keep',
    text: {
      en: `${kept} components of so many columns are too many to be computed for each row.`,
      fr: `${kept} composantes d’autant de colonnes sont trop pour être calculées à chaque ligne.`,
    },
    action: { en: 'Keep a smaller share, or a number of components.', fr: 'Gardez une part plus petite, ou un nombre de composantes.' },
    fixes: [{ label: { en: 'Keep 20 components', fr: 'Garder 20 composantes' }, params: { keep: 'count', count: 20 } }],
  }
}
