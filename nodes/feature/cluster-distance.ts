import { z } from 'zod'
import { filter, project, sample } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { addDerived, freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { finiteValues } from '../kit/learn-row.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { numbers } from '../kit/type-groups.ts'
import { neverLearnt } from '../kit/withheld-roles.ts'
import { clusterMeans } from './cluster-means.ts'

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    accepts: numbers,
    withheld: neverLearnt,
    default: { by: 'types', types: ['int', 'float'], except: [] },
  }),
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
  standardise: field.flag({
    label: { en: 'Bring columns to one scale first', fr: 'Ramener d’abord à une même échelle' },
    help: { en: 'Otherwise the column with the largest numbers decides.', fr: 'Sinon la colonne aux plus grands nombres décide.' },
    default: true,
  }),
  seed: field.seed(),
})

/** The scale of each column and the centres of the clusters on it, the largest cluster first. */
interface State {
  readonly columns: readonly { readonly name: string; readonly center: number; readonly spread: number }[]
  readonly clusters: readonly (readonly number[])[]
  readonly inertia: number
}

const [mostRows, starts] = [20_000, 10]

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

The centres are learnt once from the rows that reach this node (from 20,000 complete ones drawn by the seed, if there are more; the best of 10 starts) and kept. So place it behind the split, on the training rows. Cluster 1 is the largest.

A row with a missing value, NaN or an infinity in one of the columns has missing distances: fill them before. A rule leaves out the target, weights, identifiers and sensitive columns.`,
    fr: `Les k-moyennes rangent les lignes en groupes, chacune près du centre du sien. Les distances aux centres sont de nouvelles variables : elles disent à des modèles simples de quelle sorte est la ligne.

Les centres sont appris une fois sur les lignes qui arrivent ici (sur 20 000 lignes complètes tirées par la graine, s’il y en a plus ; le meilleur de 10 départs) et gardés. Placez donc ce nœud après la séparation, sur les lignes d’apprentissage. Le groupe 1 est le plus grand.

Une ligne avec une valeur manquante, NaN ou infinie dans une des colonnes a des distances manquantes : remplissez-les avant. Une règle laisse de côté la cible, les poids, les identifiants et les colonnes sensibles.`,
  },
  keywords: {
    en: ['k-means', 'cluster', 'segment', 'group similar', 'distance'],
    fr: ['k-moyennes', 'groupe', 'segment', 'regrouper', 'distance'],
  },
  ...tablePorts,
  params,
  async fit(settings, input, ctx) {
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: numbers, withheld: neverLearnt })
    const values = project(
      input,
      columns.map((column, index) => ({ name: `x${index}`, expr: finiteValues(column) })),
    )
    const complete = filter(values, call('and', ...values.columns.map(({ name }) => call('is-not-null', columnExpr(name)))))
    const found = await ctx.rows(sample(complete, { seed: settings.seed, from: 0, to: 1, exact: mostRows }))
    if (found.length === 0) throw new NodeProblem(nothingToLearn)
    const scales = columns.map(({ name }, index) => {
      const column = found.map((row) => Number(row[index]))
      const mean = column.reduce((sum, value) => sum + value, 0) / column.length
      const spread = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length)
      return settings.standardise ? { name, center: mean, spread: spread > 0 ? spread : 1 } : { name, center: 0, spread: 1 }
    })
    const rows = found.map((row) => Float64Array.from(scales, ({ center, spread }, index) => (Number(row[index]) - center) / spread))
    const { centers, inertia } = clusterMeans(rows, { count: settings.count, seed: settings.seed, starts })
    return { columns: scales, clusters: centers, inertia }
  },
  apply(state, settings, input) {
    const columns = state.columns.map((scale) => ({
      ...scale,
      column: chooseColumn(input, scale.name, { param: 'columns', accepts: numbers, replace: null }),
    }))
    const scaled = columns.map(({ column, center, spread }) => {
      const value =
        column.type === 'float' ? call('ifs', call('is-finite', columnExpr(column.name)), columnExpr(column.name)) : columnExpr(column.name)
      return call('divide', call('subtract', value, float(center)), float(spread))
    })
    const distances = state.clusters.map((center) => call('square-root', sumOfSquares(scaled, center)))
    const free = freeNames(input)
    const source = columns.find(({ column }) => column.role === 'sensitive')?.name ?? columns[0]?.name ?? ''
    const nearest = call('least', ...distances)
    const number = distances.flatMap((distance, index) => [call('equal', distance, nearest), literal('int', index + 1)])
    return addDerived(
      input,
      [
        {
          source,
          columns: [
            ...(settings.add === 'number' ? [] : distances.map((expr, index) => ({ name: free(`distance ${index + 1}`), expr }))),
            ...(settings.add === 'distances' ? [] : [{ name: free('cluster'), expr: call('ifs', ...number) }]),
          ],
        },
      ],
      true,
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

const float = (value: number) => literal('float', value)

function sumOfSquares(values: readonly Expr[], center: readonly number[]): Expr {
  const squares = values.map((value, index) => {
    const away = call('subtract', value, float(center[index] ?? 0))
    return call('multiply', away, away)
  })
  return squares.reduce((all, one) => call('add', all, one))
}

const nothingToLearn = {
  code: 'nothing-to-learn',
  param: 'columns',
  text: { en: 'No row is complete in these columns.', fr: 'Aucune ligne n’est complète dans ces colonnes.' },
  action: {
    en: 'Fill missing values before, or leave columns out.',
    fr: 'Remplissez d’abord les manquants, ou laissez des colonnes de côté.',
  },
}
