import { z } from 'zod'
import { densityClusters } from '../../engine/learn/cluster/density-clusters.ts'
import type { Matrix } from '../../engine/learn/matrix.ts'
import { buildKdTree } from '../../engine/learn/neighbours/kd-tree.ts'
import { extend, values } from '../../engine/relation/build.ts'
import { call, literal } from '../../engine/relation/expression.ts'
import type { NearestValues } from '../../engine/relation/learnt/learnt-rows.ts'
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
import { drawnRows } from './choose-count.ts'
import { densityViews } from './density-views.ts'
import { keptCores, type KeptCores } from './kept-cores.ts'

const mostRows = 50_000

const params = z.object({
  columns: numberColumnsField,
  least: field.number({
    label: { en: 'Rows that make a place dense', fr: 'Lignes qui rendent un endroit dense' },
    help: { en: 'Within the distance, the row itself among them.', fr: 'Dans la distance, la ligne elle-même comprise.' },
    default: 5,
    min: 1,
    max: 10_000,
    integer: true,
  }),
  radius: field.optionalNumber({
    label: { en: 'Distance of neighbours (eps)', fr: 'Distance entre voisines (eps)' },
    help: {
      en: 'Rows nearer than this are neighbours. When empty, the bend of the distances to the last neighbour wanted.',
      fr: 'Les lignes plus proches sont voisines. Si vide, le coude des distances au dernier voisin voulu.',
    },
    min: 1e-9,
  }),
  standardise: oneScaleField,
  seed: field.seed(),
})

interface State extends KeptCores {
  readonly columns: readonly ColumnScale[]
  /** Mean and deviation of each column over all rows learnt from, and the means of each cluster, in own units. */
  readonly typical: readonly ColumnScale[]
  readonly means: readonly (readonly number[])[]
  readonly radius: number
  /** Rows of each cluster, the largest first; and of none. */
  readonly sizes: readonly number[]
  readonly noise: number
  readonly learnt: { readonly rows: number; readonly complete: number }
}

const table = {
  columns: [
    { name: 'x', type: 'float' },
    { name: 'y', type: 'float' },
  ],
  rows: [
    [0, 0],
    [0, 1],
    [1, 0],
    [20, 20],
    [9, 9],
    [9, 8],
    [null, 9],
    [8, 9],
    [1, 1],
  ],
} as const

export const density = defineNode<typeof params, State>({
  id: 'cluster.density',
  version: 2,
  icon: 'chart-network',
  title: { en: 'Clusters by density (DBSCAN)', fr: 'Groupes par densité (DBSCAN)' },
  summary: {
    en: 'Finds clusters of any shape where rows lie dense, and leaves lonely rows out.',
    fr: 'Trouve des groupes de toute forme là où les lignes sont denses, et laisse les lignes isolées.',
  },
  help: {
    en: `A row with enough others around it is a core; cores near each other form a cluster, with the rows that lie near one of them. The number of clusters follows from the distance. Rows without a core nearby are noise: their cluster is 0. Cluster 1 is the largest.

DBSCAN has no rule for rows that come later. Here every row, later or not, belongs to the cluster of its nearest core if that core is within the distance, and to none otherwise. For the rows learnt from this is what DBSCAN gives, up to rows between two clusters. Of more than 1,500 cores, so many are kept that each one left out is near a kept one; how near (the slack) stands in the state and is added to the distance.

Clusters are learnt once, from 50,000 complete rows drawn by the seed if there are more: fewer rows lie less dense, so choose the distance for them, or leave it empty. The kept rows travel with the node and with models behind it.

A row with a missing value, NaN or an infinity in one of the columns has no cluster: fill them before. A rule leaves out the target, weights, identifiers and sensitive columns.`,
    fr: `Une ligne entourée d’assez d’autres est un cœur ; les cœurs proches forment un groupe, avec les lignes voisines de l’un d’eux. Le nombre de groupes découle de la distance. Les lignes sans cœur à proximité sont du bruit : leur groupe est 0. Le groupe 1 est le plus grand.

DBSCAN n’a pas de règle pour les lignes qui viennent après. Ici, chaque ligne, nouvelle ou non, appartient au groupe du cœur le plus proche s’il est dans la distance, et à aucun sinon. Pour les lignes apprises, c’est le résultat de DBSCAN, sauf pour celles entre deux groupes. Au-delà de 1 500 cœurs, on en garde assez pour que chaque cœur écarté soit près d’un cœur gardé ; cette marge figure dans l’état et s’ajoute à la distance.

Les groupes sont appris une fois, sur 50 000 lignes complètes tirées par la graine s’il y en a plus : moins de lignes sont moins denses, choisissez donc la distance pour elles, ou laissez-la vide. Les lignes gardées voyagent avec le nœud et avec les modèles en aval.

Une ligne avec une valeur manquante, NaN ou infinie dans une des colonnes n’a pas de groupe : remplissez-les avant. Une règle laisse de côté la cible, les poids, les identifiants et les colonnes sensibles.`,
  },
  keywords: {
    en: ['dbscan', 'density', 'cluster', 'noise', 'eps', 'unsupervised', 'any shape'],
    fr: ['dbscan', 'densité', 'groupe', 'bruit', 'eps', 'non supervisé', 'toute forme'],
  },
  inputs: tablePorts.inputs,
  outputs: {
    table: { kind: 'table', label: { en: 'Rows with their cluster', fr: 'Lignes avec leur groupe' } },
    clusters: { kind: 'table', label: { en: 'Clusters', fr: 'Groupes' } },
    report: { kind: 'report', label: { en: 'Report', fr: 'Rapport' } },
  },
  params,
  // Nothing about the params changed; what was learnt before has no report.
  migrate: { 1: (params) => params },
  learnsIn: 'worker',
  async fit(settings, input, ctx) {
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: numbers, withheld: neverLearnt })
    const { x: own, complete } = await completeRows(input, columns, ctx, { seed: settings.seed, most: mostRows })
    const typical = columnScales(own, { center: true, spread: true })
    const scales = settings.standardise ? typical : columnScales(own, { center: false, spread: false })
    const x = scaledMatrix(own, scales)
    const radius = settings.radius ?? bendOf(x, settings)
    const found = await densityClusters(x, { radius, least: settings.least }, fitControl(ctx))
    if (found.clusters === 0) throw new NodeProblem(allNoise(radius))
    const { labels, sizes } = largestFirst(found)
    return {
      columns: scales,
      typical,
      means: meansOf(own, labels, sizes),
      radius,
      ...keptCores(x, { ...found, labels }, radius),
      sizes,
      noise: labels.reduce((count, label) => count + Number(label < 0), 0),
      learnt: { rows: x.rows, complete },
    }
  },
  reports: ({ means, typical, sizes, noise, radius, clusters }) => ({
    report: densityViews({ centres: means, typical, sizes, noise, radius, cores: clusters.length }),
  }),
  apply(state, _, input) {
    const { columns: scales, rows, clusters, radius, slack, sizes, noise, learnt } = state
    const columns = scales.map(({ name }) => chooseColumn(input, name, { param: 'columns', accepts: numbers, replace: null }))
    const point = columns.map((column, at) => scaledValue(column, scales[at] ?? { center: 0, spread: 1 }))
    const kept: NearestValues = {
      kind: 'nearest',
      counts: columns.map(() => 1),
      rows,
      neighbours: 1,
      weights: 'equal',
      within: radius + slack,
      answers: [{ values: clusters.map((cluster) => cluster + 1), classes: sizes.length }],
    }
    const asked = call('learnt', literal('text', JSON.stringify(kept)), call('list-of', ...point, literal('float', 1)))
    const nearest = call('float-to-int', call('list-element', asked, literal('int', 1)))
    const isKnown = call('and', ...point.map((value) => call('is-not-null', value)))
    const name = freeNames(input)('cluster')
    const made = extend(input, [{ name, expr: call('ifs', isKnown, call('coalesce', nearest, literal('int', 0))) }])
    return {
      table: fromColumns(made, input, { columns, added: [name] }),
      clusters: values(
        [
          { name: 'cluster', type: 'int' },
          { name: 'rows', type: 'int' },
          { name: 'share', type: 'float' },
        ],
        [...sizes.map((size, at) => [at + 1, size, size / learnt.rows]), [0, noise, noise / learnt.rows]],
      ),
    }
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    return {
      en: `clusters where ${settings.least} rows lie close by ${what.en}`,
      fr: `groupes où ${settings.least} lignes sont proches selon ${what.fr}`,
    }
  },
  examples: [
    {
      title: { en: 'Two dense places and a lonely row', fr: 'Deux endroits denses et une ligne isolée' },
      params: { least: 3, radius: 1.5, standardise: false },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'cluster', type: 'int' }],
          rows: table.rows.map((row, at) => [...row, [1, 1, 1, 0, 2, 2, null, 2, 1][at] ?? null]),
        },
        clusters: {
          columns: [
            { name: 'cluster', type: 'int' },
            { name: 'rows', type: 'int' },
            { name: 'share', type: 'float' },
          ],
          rows: [
            [1, 4, 0.5],
            [2, 3, 0.375],
            [0, 1, 0.125],
          ],
        },
      },
    },
    {
      title: { en: 'The distance found out', fr: 'La distance à trouver' },
      params: { least: 2, columns: { by: 'names', names: ['x'] } },
      inputs: {
        table: {
          columns: table.columns,
          rows: [
            [0, 0],
            [1, null],
            [2, 0],
            [50, 0],
            [51, 0],
          ],
        },
      },
      expect: {
        table: {
          columns: [...table.columns, { name: 'cluster', type: 'int' }],
          rows: [
            [0, 0, 1],
            [1, null, 1],
            [2, 0, 1],
            [50, 0, 2],
            [51, 0, 2],
          ],
        },
      },
    },
  ],
})

/**
 * Where the sorted distances to the last neighbour wanted bend: the one farthest below the line between the first and the last (Ester and others
 * 1996 read it off the plot).
 */
function bendOf(x: Matrix, { least, seed }: { readonly least: number; readonly seed: number }): number {
  const tree = buildKdTree(x, 'euclidean')
  const asked = drawnRows(x, 2_000, seed)
  const far = Float64Array.from({ length: asked.rows }, (_, row) => {
    const point = asked.columns.map((column) => column[row] ?? 0)
    return tree.nearest(point, least).distances.at(-1) ?? 0
  }).toSorted()
  const [first, last] = [far[0] ?? 0, far.at(-1) ?? 0]
  let bend = last
  let deepest = 0
  far.forEach((value, at) => {
    const below = first + ((last - first) * at) / Math.max(1, far.length - 1) - value
    if (below > deepest) {
      deepest = below
      bend = value
    }
  })
  // Where all rows are as far apart as others, all are neighbours; where many are equal, so are those.
  return (bend > 0 ? bend : last > 0 ? last : 1) * (1 + 1e-9)
}

function largestFirst({ labels, clusters }: { readonly labels: Int32Array; readonly clusters: number }) {
  const sizes = new Int32Array(clusters)
  for (const label of labels) if (label >= 0) sizes[label] = (sizes[label] ?? 0) + 1
  const order = [...sizes.keys()].toSorted((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b)
  const places = new Int32Array(clusters)
  order.forEach((cluster, at) => (places[cluster] = at))
  return { labels: labels.map((label) => (label < 0 ? -1 : (places[label] ?? -1))), sizes: order.map((cluster) => sizes[cluster] ?? 0) }
}

/** The mean of each column over the rows of each cluster. */
function meansOf(x: Matrix, labels: Int32Array, sizes: readonly number[]): readonly (readonly number[])[] {
  const sums = sizes.map(() => x.columns.map(() => 0))
  x.columns.forEach((column, j) =>
    labels.forEach((label, row) => {
      const own = sums[label]
      if (own) own[j] = (own[j] ?? 0) + (column[row] ?? 0)
    }),
  )
  return sums.map((own, cluster) => own.map((sum) => sum / (sizes[cluster] ?? 1)))
}

function allNoise(radius: number) {
  const shown = Number(radius.toPrecision(3))
  return {
    code: 'all-noise',
    param: 'radius',
    text: {
      en: `No row has so many others within ${shown}: all of them are noise.`,
      fr: `Aucune ligne n’en a autant d’autres à moins de ${String(shown).replace('.', ',')} : toutes sont du bruit.`,
    },
    action: { en: 'Choose a larger distance, or fewer rows.', fr: 'Choisissez une distance plus grande, ou moins de lignes.' },
    fixes: [{ label: { en: 'Find the distance out', fr: 'Trouver la distance' }, params: { radius: null } }],
  }
}
