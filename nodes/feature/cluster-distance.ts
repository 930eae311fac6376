import { z } from 'zod'
import { kMeans } from '../../engine/learn/cluster/k-means.ts'
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

const params = z.object({
  columns: numberColumnsField,
  count: field.number({ label: { en: 'Number of clusters', fr: 'Nombre de groupes' }, default: 5, min: 1, max: 50, integer: true }),
  add: field.choice({
    label: { en: 'Add', fr: 'Ajouter' },
    choices: [
      { value: 'distances', label: { en: 'the distance from each cluster', fr: 'la distance à chaque groupe' } },
      { value: 'number', label: { en: 'the number of the nearest cluster', fr: 'le numéro du groupe le plus proche' } },
      { value: 'both', label: { en: 'both', fr: 'les deux' } },
    ],
    default: 'distances',
  }),
  standardise: oneScaleField,
  seed: field.seed(),
})

/** The scale of each column and the centres of the clusters on it, the largest cluster first. */
interface State {
  readonly columns: readonly ColumnScale[]
  readonly clusters: readonly (readonly number[])[]
  readonly inertia: number
}

const starts = 10

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

export const clusterDistance = defineNode<typeof params, State>({
  id: 'feature.cluster-distance',
  version: 1,
  icon: 'chart-scatter',
  title: { en: 'Distance from clusters', fr: 'Distance aux groupes' },
  summary: {
    en: 'Finds groups of similar rows and adds how far each row is from them.',
    fr: 'Trouve des groupes de lignes semblables et ajoute leur distance à chaque ligne.',
  },
  help: {
    en: `k-means puts rows into groups so that each lies close to the centre of its own. The distances from the centres are new features: they tell simple models what kind of row this is.

The centres are learnt once from the rows that reach this node (the best of 10 starts) and kept. So place it behind the split, on the training rows. Cluster 1 is the largest.

A row with a missing value, NaN or an infinity in one of the columns has missing distances: fill them before. A rule leaves out the target, weights, identifiers and sensitive columns.`,
    fr: `Les k-moyennes rangent les lignes en groupes, chacune près du centre du sien. Les distances aux centres sont de nouvelles variables : elles disent à des modèles simples de quelle sorte est la ligne.

Les centres sont appris une fois sur les lignes qui arrivent ici (le meilleur de 10 départs) et gardés. Placez donc ce nœud après la séparation, sur les lignes d’apprentissage. Le groupe 1 est le plus grand.

Une ligne avec une valeur manquante, NaN ou infinie dans une des colonnes a des distances manquantes : remplissez-les avant. Une règle laisse de côté la cible, les poids, les identifiants et les colonnes sensibles.`,
  },
  keywords: {
    en: ['k-means', 'cluster', 'segment', 'group similar', 'distance'],
    fr: ['k-moyennes', 'groupe', 'segment', 'regrouper', 'distance'],
  },
  ...tablePorts,
  params,
  learnsIn: 'worker',
  async fit(settings, input, ctx) {
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: numbers, withheld: neverLearnt })
    const { x } = await completeRows(input, columns, ctx, { seed: settings.seed })
    const scales = columnScales(x, { center: settings.standardise, spread: settings.standardise })
    const { seed, count: clusters } = settings
    const { centres, inertia } = await kMeans(scaledMatrix(x, scales), { clusters, seed, starts, crews: ctx.crews }, fitControl(ctx))
    return { columns: scales, clusters: centres, inertia }
  },
  apply(state, settings, input) {
    return addCentreColumns(
      input,
      { scales: state.columns, centres: state.clusters },
      {
        ...(settings.add !== 'number' && { distances: (cluster: number) => `distance ${cluster}` }),
        ...(settings.add !== 'distances' && { number: 'cluster' }),
      },
    )
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    return { en: `${settings.count} clusters of ${what.en}`, fr: `${settings.count} groupes selon ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Two groups; a missing value has no distance', fr: 'Deux groupes ; une valeur manquante n’a pas de distance' },
      params: { count: 2, standardise: false },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'distance 1', type: 'float' }, { name: 'distance 2', type: 'float' }],
          rows: [
            [0, 0, 1, Math.sqrt(101)],
            [0, 2, 1, Math.sqrt(101)],
            [10, 1, 10, 0],
            [null, 1, null, null],
            [0, 1, 0, 10],
          ],
        },
      },
    },
    {
      title: { en: 'The number of the group', fr: 'Le numéro du groupe' },
      params: { count: 2, add: 'number' },
      inputs: {
        table: {
          columns: table.columns,
          rows: [
            [0, 0],
            [1, 0],
            [0, 1],
            [90, 90],
            [null, 1],
          ],
        },
      },
      expect: {
        table: {
          columns: [...table.columns, { name: 'cluster', type: 'int' }],
          rows: [
            [0, 0, 1],
            [1, 0, 1],
            [0, 1, 1],
            [90, 90, 2],
            [null, 1, null],
          ],
        },
      },
    },
  ],
})
