import { z } from 'zod'
import { growForest, isolationScore, type IsolationForest } from '../../engine/learn/tree/isolation-forest.ts'
import { extend, filter, project, sample, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { finiteValues } from '../kit/learn-row.ts'
import { passRolesOn } from '../kit/pass-roles-on.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { numbers } from '../kit/type-groups.ts'
import { neverLearnt } from '../kit/withheld-roles.ts'
import { isolationExpr } from './isolation-expression.ts'
import { squaredDistance, whitening, type Whitening } from './whiten.ts'

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    accepts: numbers,
    withheld: neverLearnt,
    default: { by: 'types', types: ['int', 'float'], except: [] },
  }),
  method: field.choice({
    label: { en: 'How', fr: 'Comment' },
    choices: [
      { value: 'distance', label: { en: 'far from the middle of one cloud', fr: 'loin du milieu d’un seul nuage' } },
      { value: 'forest', label: { en: 'easily set apart (isolation forest)', fr: 'facile à isoler (forêt d’isolement)' } },
    ],
    default: 'distance',
  }),
  share: field.number({
    label: { en: 'Share of the rows that is unusual', fr: 'Part des lignes inhabituelles' },
    default: 0.05,
    min: 0,
    max: 0.5,
    step: 0.01,
  }),
  act: field.choice({
    label: { en: 'What becomes of them', fr: 'Ce qu’elles deviennent' },
    choices: [
      { value: 'flag', label: { en: 'they stay, a new column says so', fr: 'elles restent, une colonne le dit' } },
      {
        value: 'distance',
        label: { en: 'they stay, with their distance or score', fr: 'elles restent, avec leur distance ou leur score' },
      },
      { value: 'remove', label: { en: 'they are left out', fr: 'elles sont écartées' } },
    ],
    default: 'flag',
  }),
  trees: field.number({
    label: { en: 'Trees', fr: 'Arbres' },
    default: 50,
    min: 1,
    max: 200,
    integer: true,
    when: { param: 'method', in: ['forest'] },
    group: 'advanced',
  }),
  treeRows: field.number({
    label: { en: 'Rows that a tree sees', fr: 'Lignes que voit un arbre' },
    default: 64,
    min: 4,
    max: 256,
    integer: true,
    when: { param: 'method', in: ['forest'] },
    group: 'advanced',
  }),
  seed: field.seed(),
})

/** The middle and the spread of the rows, and the distance beyond which a row is unusual. */
interface CloudState extends Whitening {
  readonly columns: readonly string[]
  readonly limit: number
}

/** The trees, and the score above which a row is unusual. */
interface ForestState extends IsolationForest {
  readonly columns: readonly string[]
  readonly limit: number
}

type State = CloudState | ForestState

const [mostRows, mostColumns] = [20_000, 40]

const table = {
  columns: [
    { name: 'height', type: 'float' },
    { name: 'weight', type: 'int' },
  ],
  rows: [
    [1.5, 50],
    [1.6, 58],
    [1.7, 72],
    [1.8, 80],
    [1.9, 88],
    [1.9, 50],
    [null, 70],
  ],
} as const

export const unusualRows = defineNode<typeof params, State>({
  id: 'outlier.unusual-rows',
  version: 1,
  icon: 'chart-scatter',
  title: { en: 'Find unusual rows', fr: 'Trouver les lignes inhabituelles' },
  summary: {
    en: 'Marks rows whose numbers do not go together, even when each alone is common.',
    fr: 'Marque les lignes dont les nombres ne vont pas ensemble, même si chacun seul est courant.',
  },
  help: {
    en: `1.90 m is common, and so are 50 kg; together they are not. The distance of Mahalanobis counts how far a row lies from the middle, in deviations along the directions in which the columns vary together. It suits one cloud of rows; where rows form several groups, it is of little use.

An isolation forest cuts the rows at random places: rows that are soon alone are unusual, in any number of groups. Its score lies between 0 and 1, common rows below about 0.5. It takes longer on many rows; fewer trees are quicker.

Middle, directions, trees and the limit are learnt once from the rows that reach this node (from 20,000 complete ones drawn by the seed, if there are more) and kept. So place it behind the split, on the training rows. The limit leaves the chosen share of these beyond it.

A row with a missing value, NaN or an infinity in one of the columns has no distance or score and is not unusual. A rule leaves out the target, weights, identifiers and sensitive columns.`,
    fr: `1,90 m est courant, 50 kg aussi ; ensemble, non. La distance de Mahalanobis dit combien une ligne est loin du milieu, en écarts types le long des directions où les colonnes varient ensemble. Elle convient à un seul nuage de lignes ; si les lignes forment plusieurs groupes, elle sert peu.

Une forêt d’isolement coupe les lignes à des places au hasard : celles qui sont vite seules sont inhabituelles, quel que soit le nombre de groupes. Son score est entre 0 et 1, les lignes courantes au-dessous de 0,5 environ. Elle prend plus de temps sur beaucoup de lignes ; moins d’arbres vont plus vite.

Milieu, directions, arbres et limite sont appris une fois sur les lignes qui arrivent ici (sur 20 000 lignes complètes tirées par la graine, s’il y en a plus) et gardés. Placez donc ce nœud après la séparation, sur les lignes d’apprentissage. La limite laisse au-delà d’elle la part choisie de celles-ci.

Une ligne avec une valeur manquante, NaN ou infinie dans une des colonnes n’a ni distance ni score et n’est pas inhabituelle. Une règle laisse de côté la cible, les poids, les identifiants et les colonnes sensibles.`,
  },
  keywords: {
    en: ['multivariate', 'isolation forest', 'mahalanobis', 'anomaly', 'covariance', 'outlier', 'elliptic envelope'],
    fr: ['multivarié', 'forêt d’isolement', 'mahalanobis', 'anomalie', 'covariance', 'aberrant', 'extrême'],
  },
  ...tablePorts,
  params,
  async fit(settings, input, ctx) {
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: numbers, withheld: neverLearnt })
    if (columns.length > mostColumns) throw new NodeProblem(tooMany)
    const values = project(
      input,
      columns.map((column, index) => ({ name: `x${index}`, expr: finiteValues(column) })),
    )
    const complete = filter(values, call('and', ...values.columns.map(({ name }) => call('is-not-null', columnExpr(name)))))
    const found = await ctx.rows(sample(complete, { seed: settings.seed, from: 0, to: 1, exact: mostRows }))
    const rows = found.map((row) => Float64Array.from(row, Number))
    const names = columns.map(({ name }) => name)
    if (settings.method === 'forest') {
      if (rows.length < 2) throw new NodeProblem(noSpread)
      const forest = growForest(rows, { trees: settings.trees, rows: settings.treeRows, seed: settings.seed })
      const scores = Float64Array.from(rows, (row) => isolationScore(forest, row)).toSorted()
      return { ...forest, columns: names, limit: quantile(scores, 1 - settings.share) }
    }
    const white = rows.length === 0 ? null : whitening(rows)
    if (!white) throw new NodeProblem(noSpread)
    const distances = Float64Array.from(rows, (row) => Math.sqrt(squaredDistance(row, white))).toSorted()
    return { ...white, columns: names, limit: quantile(distances, 1 - settings.share) }
  },
  apply(state, settings, input) {
    const columns = state.columns.map((name) => chooseColumn(input, name, { param: 'columns', accepts: numbers, replace: null }))
    const values = columns.map(({ name, type }) =>
      type === 'float' ? call('ifs', call('is-finite', columnExpr(name)), columnExpr(name)) : columnExpr(name),
    )
    const free = freeNames(input)
    const [distance, unusual] = [free('trees' in state ? 'score' : 'distance'), free('unusual')]
    // What is missing or infinite is asked once, not at every cut.
    const plain = columns.map(({ name, type }) => ({ value: columnExpr(name), whole: type === 'int' }))
    const complete = call('and', ...values.map((value) => call('is-not-null', value)))
    const measure = 'trees' in state ? call('ifs', complete, isolationExpr(state, plain)) : distanceExpr(values, state)
    const measured = extend(input, [{ name: distance, expr: measure }])
    const beyond = call('is-true', call('greater', columnExpr(distance), literal('float', state.limit)))
    const names = input.columns.map(({ name }) => name)
    if (settings.act === 'remove') return select(filter(measured, call('not', beyond)), names)
    const marked = settings.act === 'flag' ? select(extend(measured, [{ name: unusual, expr: beyond }]), [...names, unusual]) : measured
    const sensitive = columns.find(({ role }) => role === 'sensitive')
    return sensitive ? passRolesOn(marked, input, new Map([[settings.act === 'flag' ? unusual : distance, sensitive.name]])) : marked
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const percent = Number((settings.share * 100).toPrecision(3))
    const [en, fr] = settings.act === 'remove' ? ['leave out', 'écarter'] : ['mark', 'marquer']
    return {
      en: `${en} the ${percent}% most unusual rows by ${what.en}`,
      fr: `${fr} les ${percent} % de lignes les plus inhabituelles selon ${what.fr}`,
    }
  },
  examples: [
    {
      title: { en: 'Tall and light', fr: 'Grand et léger' },
      params: { share: 0.1 },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'unusual', type: 'bool' }],
          rows: table.rows.map((row, index) => [...row, index === 5]),
        },
      },
    },
    {
      title: { en: 'Left out; rows with a missing value stay', fr: 'Écartée ; les lignes avec un manquant restent' },
      params: { share: 0.1, act: 'remove' },
      inputs: { table },
      expect: { table: { columns: table.columns, rows: [...table.rows.slice(0, 5), table.rows[6]] } },
    },
  ],
})

/** The root of the sum of squares of the uncorrelated numbers. */
function distanceExpr(values: readonly Expr[], { mean, factors }: Whitening): Expr {
  const away = values.map((value, index) => call('subtract', value, literal('float', mean[index] ?? 0)))
  const squares = factors.map((factor) => {
    const parts = factor.map((by, index) => call('multiply', away[index] ?? literal('float', 0), literal('float', by)))
    return call(
      'power',
      parts.reduce((all, one) => call('add', all, one)),
      literal('float', 2),
    )
  })
  return call(
    'square-root',
    squares.reduce((all, one) => call('add', all, one)),
  )
}

/** Of rising values, type 7. */
function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share
  const low = Math.floor(place)
  const [a = 0, b = 0] = [sorted[low], sorted[Math.min(low + 1, sorted.length - 1)]]
  return a + (b - a) * (place - low)
}

const tooMany = {
  code: 'too-many-columns',
  param: 'columns',
  text: { en: `At most ${mostColumns} columns can be looked at together.`, fr: `Au plus ${mostColumns} colonnes s’examinent ensemble.` },
  action: { en: 'Choose fewer columns.', fr: 'Choisissez moins de colonnes.' },
}

const noSpread = {
  code: 'nothing-to-learn',
  param: 'columns',
  text: {
    en: 'A column has one value only, or follows from the others, or no row is complete.',
    fr: 'Une colonne a une seule valeur, ou découle des autres, ou aucune ligne n’est complète.',
  },
  action: {
    en: 'Leave such columns out, or fill missing values before.',
    fr: 'Laissez ces colonnes de côté, ou remplissez d’abord les manquants.',
  },
}
