import { z } from 'zod'
import type { ColumnScore } from '../../engine/learn/selection/score-columns.ts'
import { values } from '../../engine/relation/build.ts'
import type { Column } from '../../engine/relation/types.ts'
import { withoutColumns as ruleWithout } from '../kit/columns-rule.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { learnerProblems } from '../kit/learner-columns.ts'
import { featuresField, targetField, targetPhrase } from '../kit/learner-fields.ts'
import { taskField } from '../kit/learner-task.ts'
import { twoMoons } from '../kit/learner-examples.ts'
import { sideModel } from '../kit/model-examples.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { scoreMethods, targetMethods, type ScoreMethod } from './score-methods.ts'
import { everything, leakWarning, modelIdle, nothingSaid } from './score-problems.ts'
import { scoreViews } from './score-views.ts'
import { scoredColumns, type Found } from './scored-columns.ts'
import { withoutColumns } from './without-columns.ts'

const byTarget = { param: 'method', in: targetMethods } as const

const params = z.object({
  target: field.shownWhen(targetField, byTarget),
  task: field.shownWhen(taskField, byTarget),
  features: featuresField,
  method: field.choice({ label: { en: 'Score', fr: 'Note' }, choices: scoreMethods, default: 'power' }),
  keep: field.choice({
    label: { en: 'Keep', fr: 'Garder' },
    choices: [
      { value: 'best', label: { en: 'the best ones', fr: 'les meilleures' } },
      { value: 'threshold', label: { en: 'those with at least a score', fr: 'celles d’un score au moins' } },
      { value: 'all', label: { en: 'all, only show the scores', fr: 'toutes, montrer seulement les scores' } },
    ],
    default: 'best',
  }),
  count: field.number({
    label: { en: 'How many', fr: 'Combien' },
    default: 10,
    tune: { from: 2, to: 20 },
    min: 1,
    integer: true,
    when: { param: 'keep', in: ['best'] },
  }),
  least: field.number({
    label: { en: 'Least score', fr: 'Score minimal' },
    default: 0.05,
    when: { param: 'keep', in: ['threshold'] },
  }),
  most: field.optionalNumber({
    label: { en: 'Leave out what knows the answer: power above', fr: 'Écarter ce qui sait la réponse : pouvoir au-dessus de' },
    help: { en: 'Such columns are often known only afterwards.', fr: 'De telles colonnes ne sont souvent connues qu’après coup.' },
    min: 0.1,
    max: 1,
    when: { param: 'method', in: ['power'] },
  }),
  neighbours: field.number({
    label: { en: 'Neighbours', fr: 'Voisines' },
    default: 10,
    min: 1,
    max: 100,
    integer: true,
    when: { param: 'method', in: ['relief'] },
    group: 'advanced',
  }),
  rule: field.choice({
    label: { en: 'Strength of the lasso', fr: 'Force du lasso' },
    choices: [
      { value: 'best', label: { en: 'best by cross-validation', fr: 'meilleure par validation croisée' } },
      {
        value: 'simplest',
        label: { en: 'strongest that is nearly as good', fr: 'plus forte presque aussi bonne' },
        help: {
          en: 'The strongest penalty whose error is within one standard error of the best: fewer columns.',
          fr: 'La plus forte pénalité dont l’erreur est à moins d’une erreur type de la meilleure : moins de colonnes.',
        },
      },
    ],
    default: 'best',
    when: { param: 'method', in: ['lasso'] },
  }),
  folds: field.number({
    label: { en: 'Folds', fr: 'Plis' },
    default: 5,
    min: 2,
    max: 20,
    integer: true,
    when: { param: 'method', in: ['lasso'] },
    group: 'advanced',
  }),
  seed: field.seed(),
})

interface Scored extends ColumnScore {
  readonly name: string
  readonly kept: boolean
}

interface State extends Pick<Found, 'target' | 'learnt' | 'path'> {
  readonly method: ScoreMethod
  /** A model is connected, and another score was asked for. */
  readonly idleModel?: true
  /** The best first; what could not be judged last. */
  readonly scores: readonly Scored[]
}

const table = {
  columns: [
    { name: 'telling', type: 'int' },
    { name: 'idle', type: 'int' },
    { name: 'colour', type: 'text' },
    { name: 'y', type: 'text' },
  ],
  rows: [
    [1, 3, 'red', 'no'],
    [1, 1, 'red', 'no'],
    [2, 3, 'blue', 'no'],
    [8, 1, 'red', 'yes'],
    [9, 3, 'blue', 'yes'],
    [9, 1, null, 'yes'],
  ],
} as const

const headings: readonly Column[] = [
  { name: 'rank', type: 'int' },
  { name: 'column', type: 'text' },
  { name: 'score', type: 'float' },
  { name: 'p', type: 'float' },
  { name: 'kept', type: 'bool' },
]

const pathHeadings: readonly Column[] = [
  { name: 'strength', type: 'float' },
  { name: 'error', type: 'float' },
  { name: 'standard error', type: 'float' },
  { name: 'coefficients', type: 'int' },
  { name: 'chosen', type: 'bool' },
]

export const bestColumns = defineNode<typeof params, State>({
  id: 'select.best-columns',
  version: 1,
  icon: 'list-filter',
  title: { en: 'Keep the best columns', fr: 'Garder les meilleures colonnes' },
  summary: {
    en: 'Scores each column by itself against the target and keeps those that tell most.',
    fr: 'Note chaque colonne seule face à la cible et garde celles qui en disent le plus.',
  },
  help: {
    en: `Which columns stay is decided once, on the rows that reach this node, and kept: later rows lose the same columns. Inside cross-validation the choice is made anew on each part, as it must be. Place it behind the split, on the training rows.

Chi-square, information, gain, gain ratio, Gini and FCBF take numbers in ten bins of equally many rows, and a missing value for a value of its own. Correlation, regression and the analysis of variance use the rows that know the number and say nothing of text; columns that a score can say nothing of stay. Each score looks at one column alone, but for ReliefF and FCBF.

The lasso looks at all columns together: missing numbers count as the mean, texts as their 20 most frequent values, and columns alike whatever their units. It keeps those whose coefficient is not 0 at the strength that folds choose; how many of them stay, and from which size on, is set as for the other scores. The report draws the path, the third output lists it.

A connected model scores by what counts in it: the gain of its trees, the size of its coefficients, or, where it has no such figure, what its answers lose when a column is shuffled among up to 4,000 rows. The score is the share in the whole. What was made of a column on the way to the model counts for it; what was made of several is shared among them. Train that model on the same rows: a cross-validation then learns it anew too.

The second output lists the columns by score, with the p-value where the score has one. A column whose power alone is above 0.9 is pointed out: it may know the answer only afterwards.

The target, ids, times, weights, ignored and sensitive columns are not judged and stay.`,
    fr: `Les colonnes qui restent sont choisies une fois, sur les lignes qui arrivent ici, puis gardées : les lignes suivantes perdent les mêmes colonnes. Dans une validation croisée, le choix est refait sur chaque partie, comme il se doit. Placez ce nœud après la séparation, sur les lignes d’apprentissage.

Khi-deux, information, gain, rapport de gain, Gini et FCBF prennent les nombres en dix tranches de même effectif, et une valeur manquante comme une valeur à part. Corrélation, régression et analyse de variance utilisent les lignes qui connaissent le nombre et ne disent rien du texte ; les colonnes dont un score ne peut rien dire restent. Chaque score regarde une colonne seule, sauf ReliefF et FCBF.

Le lasso regarde toutes les colonnes ensemble : les nombres manquants comptent pour la moyenne, les textes par leurs 20 valeurs les plus fréquentes, et les colonnes pareillement quelles que soient leurs unités. Il garde celles dont le coefficient n’est pas nul à la force que des plis choisissent ; combien restent, et à partir de quelle taille, se règle comme pour les autres notes. Le rapport dessine le chemin, la troisième sortie le liste.

Un modèle relié note par ce qui compte en lui : le gain de ses arbres, la taille de ses coefficients ou, à défaut, ce que ses réponses perdent quand une colonne est mélangée parmi 4 000 lignes au plus. Le score est la part dans l’ensemble. Ce qui a été tiré d’une colonne en chemin vers le modèle compte pour elle ; ce qui vient de plusieurs est partagé entre elles. Entraînez ce modèle sur les mêmes lignes : une validation croisée le réapprend alors aussi.

La seconde sortie liste les colonnes par score, avec la valeur p quand le score en a une. Une colonne dont le pouvoir seul dépasse 0,9 est signalée : elle ne connaît peut-être la réponse qu’après coup.

La cible, les identifiants, dates repères, poids, colonnes ignorées ou sensibles ne sont pas jugés et restent.`,
  },
  keywords: {
    en: [
      'feature selection',
      'filter',
      'rank',
      'mutual information',
      'chi2',
      'anova',
      'relief',
      'fcbf',
      'gini',
      'gain ratio',
      'leakage',
      'power',
      'model importance',
      'lasso',
      'L1',
    ],
    fr: [
      'sélection de variables',
      'filtre',
      'rang',
      'information mutuelle',
      'khi2',
      'anova',
      'relief',
      'fcbf',
      'gini',
      'fuite',
      'pouvoir',
      'importance du modèle',
      'lasso',
    ],
  },
  inputs: { ...tablePorts.inputs, model: { kind: 'model', label: { en: 'Model that judges', fr: 'Modèle qui juge' }, optional: true } },
  outputs: {
    table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } },
    scores: { kind: 'table', label: { en: 'Scores of columns', fr: 'Scores des colonnes' } },
    path: {
      kind: 'table',
      label: { en: 'Path of the lasso', fr: 'Chemin du lasso' },
      ifEmpty: { en: 'Only the lasso has a path: choose it as the score.', fr: 'Seul le lasso a un chemin : choisissez-le comme score.' },
    },
    report: { kind: 'report', label: { en: 'Report', fr: 'Rapport' } },
  },
  params,
  check: ({ method, target, features, task }, inputs) =>
    method === 'model' ? [] : learnerProblems({ target, features, task, canClassify: true }, inputs),
  learnsIn: 'worker',
  async fit(settings, input, ctx) {
    const { method } = settings
    const { scored, ...judged } = await scoredColumns(settings, input, ctx)
    if (scored.every(({ score }) => score === null)) throw new NodeProblem(nothingSaid)
    const ranked = scored.toSorted((a, b) => (b.score ?? Number.NEGATIVE_INFINITY) - (a.score ?? Number.NEGATIVE_INFINITY))
    let room = settings.keep === 'best' ? settings.count : Number.POSITIVE_INFINITY
    const scores = ranked.map(({ open, ...one }): Scored => {
      if (one.score === null || settings.keep === 'all') return { ...one, kept: true }
      const isLeak = method === 'power' && settings.most !== null && one.score > settings.most
      const kept = open && !isLeak && room > 0 && (settings.keep === 'best' || one.score >= settings.least)
      if (kept) room--
      return { ...one, kept }
    })
    return { ...judged, method, scores, ...(method !== 'model' && ctx.model('model') && { idleModel: true }) }
  },
  reports: ({ scores, method, path }) => ({ report: scoreViews(scores, { method, ...(path && { path }) }) }),
  apply({ scores, path }, _, input) {
    return {
      table: withoutColumns(
        input,
        scores.filter(({ kept }) => !kept).map(({ name }) => name),
      ),
      scores: values(
        headings,
        scores.map(({ name, score, p, kept }, at) => [score === null ? null : at + 1, name, score, p, kept]),
      ),
      path: values(
        pathHeadings,
        (path?.strengths ?? []).map((strength, at) => [
          strength,
          path?.error[at] ?? null,
          path?.spread[at] ?? null,
          path?.used[at] ?? null,
          at === path?.chosen,
        ]),
      ),
    }
  },
  warnings({ method, scores, target, idleModel }, { features }) {
    const leaks = method === 'power' ? scores.filter(({ score, kept }) => kept && (score ?? 0) > everything).map(({ name }) => name) : []
    const idle = idleModel ? [modelIdle] : []
    return leaks.length === 0 ? idle : [...idle, leakWarning(leaks, target, { features: ruleWithout(features, leaks) })]
  },
  explain({ target, method, keep, count, least }) {
    const name = method === 'model' ? { en: 'a model', fr: 'un modèle' } : targetPhrase(target)
    const label = scoreMethods.find(({ value }) => value === method)?.label ?? { en: method, fr: method }
    const what =
      keep === 'best'
        ? { en: `keep the ${count} best columns`, fr: `garder les ${count} meilleures colonnes` }
        : keep === 'threshold'
          ? { en: `keep columns from ${least} on`, fr: `garder les colonnes à partir de ${String(least).replace('.', ',')}` }
          : { en: 'score columns', fr: 'noter les colonnes' }
    return { en: `${what.en} for ${name.en}: ${label.en}`, fr: `${what.fr} pour ${name.fr} : ${label.fr}` }
  },
  examples: [
    {
      title: { en: 'The column that tells most', fr: 'La colonne qui en dit le plus' },
      params: { target: 'y', method: 'gain', count: 1 },
      inputs: { table },
      expect: {
        table: { columns: [table.columns[0], table.columns[3]], rows: table.rows.map(([telling, , , y]) => [telling, y]) },
        scores: {
          columns: headings,
          rows: [
            [1, 'telling', 1, null, true],
            [2, 'colour', 0.207_518_749_639_421_9, null, false],
            [3, 'idle', 0.081_704_166_210_451_07, null, false],
          ],
        },
      },
    },
    {
      title: { en: 'What counts in a tree', fr: 'Ce qui compte dans un arbre' },
      params: { method: 'model', count: 1 },
      inputs: { table: twoMoons, model: sideModel },
      expect: {
        table: {
          columns: [
            { name: 'x', type: 'float' },
            { name: 'side', type: 'text' },
          ],
          rows: twoMoons.rows.map(([x = null, , , side = null]) => [x, side]),
        },
        scores: {
          columns: headings,
          rows: [
            [1, 'x', 1, null, true],
            [2, 'y', 0, null, false],
            [3, 'colour', 0, null, false],
          ],
        },
      },
    },
    {
      title: {
        en: 'Only the scores; of text a correlation says nothing',
        fr: 'Seulement les scores ; d’un texte, une corrélation ne dit rien',
      },
      params: { target: 'y', method: 'pearson', keep: 'all', features: { by: 'names', names: ['idle', 'colour'] } },
      inputs: { table },
      expect: {
        table: { columns: table.columns, rows: table.rows },
        scores: {
          columns: headings,
          rows: [
            [1, 'idle', 1 / 3, 0.518_518_518_518_518_5, true],
            [null, 'colour', null, null, true],
          ],
        },
      },
    },
  ],
})
