import { z } from 'zod'
import { extend, filter, project, sample, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal } from '../../engine/relation/expression.ts'
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
import { learnUnusual, rowsWanted, type UnusualState } from './learn-unusual.ts'
import { unusualScore } from './unusual-score.ts'

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
      {
        value: 'robust',
        label: { en: 'far from the densest part', fr: 'loin de la partie la plus dense' },
        help: { en: 'Robust covariance (MCD).', fr: 'Covariance robuste (MCD).' },
      },
      { value: 'forest', label: { en: 'easily set apart (isolation forest)', fr: 'facile à isoler (forêt d’isolement)' } },
      {
        value: 'factor',
        label: { en: 'lonelier than its neighbours (LOF)', fr: 'plus isolée que ses voisines (LOF)' },
        help: { en: 'Local outlier factor.', fr: 'Facteur local d’aberrance.' },
      },
      { value: 'machine', label: { en: 'outside of an outline (one-class SVM)', fr: 'hors d’un contour (SVM à une classe)' } },
    ],
    default: 'distance',
  }),
  share: field.number({
    label: { en: 'Share of the rows that is unusual', fr: 'Part des lignes inhabituelles' },
    default: 0.05,
    min: 0,
    max: 0.5,
    step: 0.01,
    when: { param: 'method', in: ['distance', 'robust', 'forest', 'factor'] },
  }),
  nu: field.number({
    label: { en: 'Share of the rows that may lie outside (nu)', fr: 'Part des lignes qui peut être dehors (nu)' },
    default: 0.05,
    min: 0.001,
    max: 0.5,
    step: 0.01,
    when: { param: 'method', in: ['machine'] },
  }),
  neighbours: field.number({
    label: { en: 'Neighbours', fr: 'Voisines' },
    default: 20,
    min: 1,
    max: 200,
    integer: true,
    when: { param: 'method', in: ['factor'] },
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
  support: field.optionalNumber({
    label: { en: 'Share of the rows taken for common', fr: 'Part des lignes tenue pour courante' },
    help: { en: 'About half when empty.', fr: 'Environ la moitié si vide.' },
    min: 0.5,
    max: 1,
    when: { param: 'method', in: ['robust'] },
    group: 'advanced',
  }),
  metric: field.choice({
    label: { en: 'Distances measured', fr: 'Distances mesurées' },
    choices: [
      { value: 'euclidean', label: { en: 'straight', fr: 'en ligne droite' } },
      { value: 'manhattan', label: { en: 'sum over the columns', fr: 'somme sur les colonnes' } },
    ],
    default: 'euclidean',
    when: { param: 'method', in: ['factor'] },
    group: 'advanced',
  }),
  gamma: field.optionalNumber({
    label: { en: 'Kernel coefficient (gamma)', fr: 'Coefficient du noyau (gamma)' },
    help: {
      en: 'Larger: the outline follows the rows more closely. 1 over the number of columns when empty.',
      fr: 'Plus grand : le contour suit les lignes de plus près. 1 sur le nombre de colonnes si vide.',
    },
    min: 1e-6,
    when: { param: 'method', in: ['machine'] },
    group: 'advanced',
  }),
  kept: field.number({
    label: { en: 'Rows kept to compare with', fr: 'Lignes gardées pour comparer' },
    help: {
      en: 'They travel with the node and with models behind it. More rows are more exact and take longer.',
      fr: 'Elles voyagent avec le nœud et avec les modèles en aval. Plus de lignes sont plus exactes et prennent plus de temps.',
    },
    default: 500,
    min: 10,
    max: 2000,
    integer: true,
    when: { param: 'method', in: ['factor', 'machine'] },
    group: 'advanced',
  }),
  scale: field.flag({
    label: { en: 'Bring the columns to one scale first', fr: 'Mettre d’abord les colonnes à la même échelle' },
    default: true,
    when: { param: 'method', in: ['factor', 'machine'] },
    group: 'advanced',
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

const mostColumns = 40

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

export const unusualRows = defineNode<typeof params, UnusualState>({
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

The densest part: middle and directions come from the half of the rows that lies closest together (minimum covariance determinant), so that far rows do not hide themselves by pulling the middle.

The local outlier factor compares how close a row’s neighbours stand with how close theirs stand: 1 is common, 2 twice as lonely. It suits groups of different density. The one-class SVM draws an outline around the rows that leaves out about the share nu; its score is above 0 outside.

What is learnt, the limit with it, comes once from the rows that reach this node (from 20,000 complete ones drawn by the seed, if there are more) and is kept. So place it behind the split, on the training rows. The limit leaves the chosen share of these beyond it. For the factor and the SVM some complete rows are drawn and kept with their values (500, unless you say otherwise; the SVM keeps those at its edge): others are compared with them, at endpoints too, and they are in the file of a model that comes after.

A row with a missing value, NaN or an infinity in one of the columns has no distance or score and is not unusual. A rule leaves out the target, weights, identifiers and sensitive columns.`,
    fr: `1,90 m est courant, 50 kg aussi ; ensemble, non. La distance de Mahalanobis dit combien une ligne est loin du milieu, en écarts types le long des directions où les colonnes varient ensemble. Elle convient à un seul nuage de lignes ; si les lignes forment plusieurs groupes, elle sert peu.

Une forêt d’isolement coupe les lignes à des places au hasard : celles qui sont vite seules sont inhabituelles, quel que soit le nombre de groupes. Son score est entre 0 et 1, les lignes courantes au-dessous de 0,5 environ. Elle prend plus de temps sur beaucoup de lignes ; moins d’arbres vont plus vite.

La partie la plus dense : milieu et directions viennent de la moitié des lignes la plus resserrée (déterminant de covariance minimal) ; ainsi les lignes lointaines ne se cachent pas en attirant le milieu.

Le facteur local d’aberrance compare la proximité des voisines d’une ligne à celle de leurs propres voisines : 1 est courant, 2 deux fois plus isolé. Il convient à des groupes de densités différentes. Le SVM à une classe trace autour des lignes un contour qui en laisse dehors environ la part nu ; dehors, son score est supérieur à 0.

Ce qui est appris, limite comprise, vient une fois des lignes qui arrivent ici (de 20 000 lignes complètes tirées par la graine, s’il y en a plus) et est gardé. Placez donc ce nœud après la séparation, sur les lignes d’apprentissage. La limite laisse au-delà d’elle la part choisie de celles-ci. Pour le facteur et le SVM, des lignes complètes sont tirées et gardées avec leurs valeurs (500, sauf avis contraire ; le SVM garde celles de son bord) : les autres leur sont comparées, aux points d’accès aussi, et elles se trouvent dans le fichier d’un modèle placé en aval.

Une ligne avec une valeur manquante, NaN ou infinie dans une des colonnes n’a ni distance ni score et n’est pas inhabituelle. Une règle laisse de côté la cible, les poids, les identifiants et les colonnes sensibles.`,
  },
  keywords: {
    en: [
      'multivariate',
      'isolation forest',
      'mahalanobis',
      'anomaly',
      'covariance',
      'outlier',
      'elliptic envelope',
      'lof',
      'local outlier factor',
      'one-class svm',
      'mcd',
      'robust',
    ],
    fr: ['multivarié', 'forêt d’isolement', 'mahalanobis', 'anomalie', 'covariance', 'aberrant', 'extrême', 'lof', 'svm', 'robuste'],
  },
  ...tablePorts,
  params,
  learnsIn: 'worker',
  async fit(settings, input, ctx) {
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: numbers, withheld: neverLearnt })
    if (columns.length > mostColumns) throw new NodeProblem(tooMany)
    const values = project(
      input,
      columns.map((column, index) => ({ name: `x${index}`, expr: finiteValues(column) })),
    )
    const complete = filter(values, call('and', ...values.columns.map(({ name }) => call('is-not-null', columnExpr(name)))))
    const found = await ctx.rows(sample(complete, { seed: settings.seed, from: 0, to: 1, exact: rowsWanted(settings) }))
    const rows = found.map((row) => Float64Array.from(row, Number))
    return learnUnusual(
      rows,
      columns.map(({ name }) => name),
      settings,
      ctx,
    )
  },
  apply(state, settings, input) {
    const columns = state.columns.map((name) => chooseColumn(input, name, { param: 'columns', accepts: numbers, replace: null }))
    const free = freeNames(input)
    const [distance, unusual] = [free('mean' in state ? 'distance' : 'score'), free('unusual')]
    const measured = extend(input, [{ name: distance, expr: unusualScore(state, columns) }])
    const beyond = call('is-true', call('greater', columnExpr(distance), literal('float', state.limit)))
    const names = input.columns.map(({ name }) => name)
    if (settings.act === 'remove') return select(filter(measured, call('not', beyond)), names)
    const marked = settings.act === 'flag' ? select(extend(measured, [{ name: unusual, expr: beyond }]), [...names, unusual]) : measured
    const sensitive = columns.find(({ role }) => role === 'sensitive')
    return sensitive ? passRolesOn(marked, input, new Map([[settings.act === 'flag' ? unusual : distance, sensitive.name]])) : marked
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const percent = Number(((settings.method === 'machine' ? settings.nu : settings.share) * 100).toPrecision(3))
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

const tooMany = {
  code: 'too-many-columns',
  param: 'columns',
  text: { en: `At most ${mostColumns} columns can be looked at together.`, fr: `Au plus ${mostColumns} colonnes s’examinent ensemble.` },
  action: { en: 'Choose fewer columns.', fr: 'Choisissez moins de colonnes.' },
}
