import { z } from 'zod'
import { kMeans as learnMeans } from '../../engine/learn/cluster/k-means.ts'
import { values } from '../../engine/relation/build.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, LiteralValue } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { addCentreColumns } from '../kit/centre-columns.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { columnScales, scaledMatrix, type ColumnScale } from '../kit/column-scale.ts'
import { completeRows } from '../kit/complete-rows.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { fitControl } from '../kit/fit-control.ts'
import { numberColumnsField, oneScaleField } from '../kit/number-fields.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { numbers } from '../kit/type-groups.ts'
import { neverLearnt } from '../kit/withheld-roles.ts'
import { chosenCount, silhouetteOf, tryCounts, type TriedCount } from './choose-count.ts'
import { kMeansViews } from './k-means-views.ts'

const params = z.object({
  columns: numberColumnsField,
  choose: field.choice({
    label: { en: 'Number of clusters', fr: 'Nombre de groupes' },
    choices: [
      { value: 'given', label: { en: 'as given', fr: 'celui donné' } },
      {
        value: 'silhouette',
        label: { en: 'where clusters are best apart', fr: 'où les groupes sont le mieux séparés' },
        help: { en: 'By the mean silhouette.', fr: 'Selon la silhouette moyenne.' },
      },
      {
        value: 'elbow',
        label: { en: 'where more of them gain little', fr: 'où un de plus n’apporte guère' },
        help: { en: 'By the bend of the inertia (elbow).', fr: 'Selon le coude de l’inertie.' },
      },
    ],
    default: 'given',
  }),
  count: field.number({
    label: { en: 'Clusters', fr: 'Groupes' },
    default: 5,
    min: 1,
    max: 50,
    integer: true,
    when: { param: 'choose', in: ['given'] },
  }),
  most: field.number({
    label: { en: 'Try up to', fr: 'Essayer jusqu’à' },
    default: 10,
    min: 3,
    max: 30,
    integer: true,
    when: { param: 'choose', in: ['silhouette', 'elbow'] },
  }),
  add: field.choice({
    label: { en: 'Add', fr: 'Ajouter' },
    choices: [
      { value: 'number', label: { en: 'the number of the cluster', fr: 'le numéro du groupe' } },
      { value: 'distance', label: { en: 'the number and the distance from its centre', fr: 'le numéro et la distance à son centre' } },
    ],
    default: 'number',
  }),
  standardise: oneScaleField,
  starts: field.number({
    label: { en: 'Starts', fr: 'Départs' },
    help: { en: 'The best end counts.', fr: 'La meilleure arrivée compte.' },
    default: 10,
    min: 1,
    max: 100,
    integer: true,
    group: 'advanced',
  }),
  seed: field.seed(),
})

interface State {
  readonly columns: readonly ColumnScale[]
  /** Mean and deviation of each column, whether rows were brought to them or not. */
  readonly typical: readonly ColumnScale[]
  readonly choose: z.output<typeof params>['choose']
  /** Centres on the columns' scales, the largest cluster first. */
  readonly centres: readonly (readonly number[])[]
  readonly sizes: readonly number[]
  readonly inertia: number
  readonly steps: number
  readonly silhouette: { readonly mean: number | null; readonly byCluster: readonly (number | null)[] }
  /** What other counts would have given; empty when the count was given. */
  readonly tried: readonly TriedCount[]
  readonly learnt: { readonly rows: number; readonly complete: number }
}

const table = {
  columns: [
    { name: 'x', type: 'float' },
    { name: 'y', type: 'int' },
  ],
  rows: [
    [0, 0],
    [0, 2],
    [10, 1],
    [null, 1],
    [0, 1],
  ],
} as const

export const kMeans = defineNode<typeof params, State>({
  id: 'cluster.k-means',
  version: 2,
  icon: 'chart-scatter',
  title: { en: 'k-means', fr: 'k-moyennes' },
  summary: {
    en: 'Puts similar rows into a number of clusters, each around its centre.',
    fr: 'Range les lignes semblables dans des groupes, chacun autour de son centre.',
  },
  help: {
    en: `Each row goes to the cluster whose centre is nearest. The centres are learnt once from the rows that reach this node and kept: later rows, of a test part or a request, are put to the same centres. Cluster 1 is the largest.

The second output has one line for each cluster: its rows, how far they are spread, how well they are apart from the next cluster (silhouette: 1 far apart, 0 at the border), and its centre in the columns’ own units. The third output says what other numbers of clusters would have given, when the number is found out. The report draws all of it.

Starts are chosen far from each other (k-means++); they compete on 10,000 rows, and the best one settles on all. Silhouettes are of 1,500 rows drawn by the seed. Clusters are round and of one size in k-means: for others, take the mixture of clouds or the density.

A row with a missing value, NaN or an infinity in one of the columns belongs to no cluster: fill them before. A rule leaves out the target, weights, identifiers and sensitive columns.`,
    fr: `Chaque ligne va au groupe dont le centre est le plus proche. Les centres sont appris une fois sur les lignes qui arrivent ici et gardés : les lignes suivantes, d’un test ou d’une requête, sont rattachées aux mêmes centres. Le groupe 1 est le plus grand.

La deuxième sortie a une ligne par groupe : ses lignes, leur dispersion, leur écart au groupe voisin (silhouette : 1 bien séparé, 0 à la limite) et son centre dans les unités des colonnes. La troisième dit ce qu’auraient donné d’autres nombres de groupes, quand le nombre est à trouver. Le rapport dessine le tout.

Les départs sont choisis loin les uns des autres (k-means++) ; ils rivalisent sur 10 000 lignes, et le meilleur s’établit sur toutes. Les silhouettes portent sur 1 500 lignes tirées par la graine. Les groupes des k-moyennes sont ronds et d’une même taille : sinon, prenez le mélange de nuages ou la densité.

Une ligne avec une valeur manquante, NaN ou infinie dans une des colonnes n’a pas de groupe : remplissez-les avant. Une règle laisse de côté la cible, les poids, les identifiants et les colonnes sensibles.`,
  },
  keywords: {
    en: ['cluster', 'clustering', 'kmeans', 'segment', 'segmentation', 'group similar', 'silhouette', 'elbow', 'unsupervised'],
    fr: ['groupe', 'kmeans', 'segment', 'segmentation', 'classification non supervisée', 'regrouper', 'silhouette', 'coude'],
  },
  inputs: tablePorts.inputs,
  outputs: {
    table: { kind: 'table', label: { en: 'Rows with their cluster', fr: 'Lignes avec leur groupe' } },
    clusters: { kind: 'table', label: { en: 'Clusters', fr: 'Groupes' } },
    counts: { kind: 'table', label: { en: 'Numbers tried', fr: 'Nombres essayés' } },
    report: { kind: 'report', label: { en: 'Report', fr: 'Rapport' } },
  },
  params,
  // Nothing about the params changed; what was learnt before has no report.
  migrate: { 1: (params) => params },
  learnsIn: 'worker',
  async fit(settings, input, ctx) {
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: numbers, withheld: neverLearnt })
    const { x: own, complete } = await completeRows(input, columns, ctx, { seed: settings.seed })
    const typical = columnScales(own, { center: true, spread: true })
    const scales = settings.standardise ? typical : columnScales(own, { center: false, spread: false })
    const x = scaledMatrix(own, scales)
    const control = fitControl(ctx)
    const { seed, starts, choose } = settings
    const half = { ...control, progress: (share: number) => control.progress(share / 2) }
    const tried = choose === 'given' ? [] : await tryCounts(x, { ...settings, most: settings.most }, half)
    const clusters = choose === 'given' ? settings.count : chosenCount(tried, choose)
    const found = await learnMeans(x, { clusters, seed, starts, crews: ctx.crews }, { ...control, progress: () => control.progress(0.5) })
    const silhouette = await silhouetteOf(x, found, { seed, control })
    const { centres, sizes, inertia, steps } = found
    return { columns: scales, typical, choose, centres, sizes, inertia, steps, silhouette, tried, learnt: { rows: x.rows, complete } }
  },
  apply(state, settings, input) {
    const { columns: scales, centres } = state
    return {
      table: addCentreColumns(
        input,
        { scales, centres },
        { number: 'cluster', ...(settings.add === 'distance' && { nearest: 'distance' }) },
      ),
      clusters: clusterTable(state, input),
      counts: values(
        countHeadings,
        state.tried.map(({ count, inertia, silhouette }) => [count, inertia, silhouette, count === centres.length]),
      ),
    }
  },
  reports: (state) => ({ report: kMeansViews({ ...state, centres: ownCentres(state) }) }),
  warnings: ({ silhouette: { mean } }) =>
    mean === null || mean >= weak
      ? []
      : [
          {
            code: 'weak-clusters',
            severity: 'warning',
            text: {
              en: `The clusters are hardly apart: their mean silhouette is ${mean.toFixed(2)}, below ${weak}.`,
              fr: `Les groupes sont à peine séparés : leur silhouette moyenne est ${french(mean)}, au-dessous de ${french(weak)}.`,
            },
            action: {
              en: 'Try another number of clusters, or fewer columns.',
              fr: 'Essayez un autre nombre de groupes, ou moins de colonnes.',
            },
          },
        ],
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    return settings.choose === 'given'
      ? { en: `${settings.count} clusters by ${what.en}`, fr: `${settings.count} groupes selon ${what.fr}` }
      : { en: `up to ${settings.most} clusters by ${what.en}`, fr: `jusqu’à ${settings.most} groupes selon ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Two clusters; a missing value has none', fr: 'Deux groupes ; une valeur manquante n’en a pas' },
      params: { count: 2, standardise: false, add: 'distance' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'cluster', type: 'int' }, { name: 'distance', type: 'float' }],
          rows: [
            [0, 0, 1, 1],
            [0, 2, 1, 1],
            [10, 1, 2, 0],
            [null, 1, null, null],
            [0, 1, 1, 0],
          ],
        },
        clusters: {
          columns: [
            { name: 'cluster', type: 'int' },
            { name: 'rows', type: 'int' },
            { name: 'share', type: 'float' },
            { name: 'silhouette', type: 'float' },
            { name: 'x', type: 'float' },
            { name: 'y', type: 'float' },
          ],
          rows: [
            [1, 3, 0.75, 0.867_162_947_645_667_7, 0, 1],
            [2, 1, 0.25, 0, 10, 1],
          ],
        },
      },
    },
    {
      title: { en: 'The number found out', fr: 'Le nombre à trouver' },
      params: { choose: 'silhouette', most: 3, columns: { by: 'names', names: ['x'] }, standardise: false },
      inputs: {
        table: {
          columns: table.columns,
          rows: [
            [1, 0],
            [2, 0],
            [11, 0],
            [12, 0],
            [1.5, null],
          ],
        },
      },
      expect: {
        table: {
          columns: [...table.columns, { name: 'cluster', type: 'int' }],
          rows: [
            [1, 0, 1],
            [2, 0, 1],
            [11, 0, 2],
            [12, 0, 2],
            [1.5, null, 1],
          ],
        },
      },
    },
  ],
})

/** Below this, rows are about as near to the next cluster as to their own (Kaufman and Rousseeuw 1990: no substantial structure). */
const weak = 0.25

const french = (value: number) => value.toFixed(2).replace('.', ',')

const countHeadings: readonly Column[] = [
  { name: 'clusters', type: 'int' },
  { name: 'inertia', type: 'float' },
  { name: 'silhouette', type: 'float' },
  { name: 'chosen', type: 'bool' },
]

/** One line a cluster, its centre in the columns' own units. Columns of figures give way to columns of the table in name. */
function clusterTable(state: State, input: Relation): Relation {
  const { columns, sizes, silhouette, learnt } = state
  const free = freeNames({ ...input, columns: input.columns.filter(({ name }) => columns.some((scale) => scale.name === name)) })
  const headings: Column[] = [
    { name: free('cluster'), type: 'int' },
    { name: free('rows'), type: 'int' },
    { name: free('share'), type: 'float' },
    { name: free('silhouette'), type: 'float' },
    ...columns.map(({ name }): Column => ({ name, type: 'float' })),
  ]
  const rows = ownCentres(state).map((centre, at): readonly LiteralValue[] => [
    at + 1,
    sizes[at] ?? 0,
    (sizes[at] ?? 0) / learnt.rows,
    silhouette.byCluster[at] ?? null,
    ...centre,
  ])
  return values(headings, rows)
}

/** The centres in the columns' own units. */
function ownCentres({ columns, centres }: State): readonly (readonly number[])[] {
  return centres.map((centre) => centre.map((value, j) => value * (columns[j]?.spread ?? 1) + (columns[j]?.center ?? 0)))
}
