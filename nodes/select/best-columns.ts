import { z } from 'zod'
import { fastCorrelationFilter } from '../../engine/learn/selection/fast-correlation.ts'
import { scoreColumns, type ColumnScore, type FilterMethod } from '../../engine/learn/selection/score-columns.ts'
import { values } from '../../engine/relation/build.ts'
import type { Column } from '../../engine/relation/types.ts'
import { withoutColumns as ruleWithout } from '../kit/columns-rule.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { fitControl } from '../kit/fit-control.ts'
import { learnerProblems } from '../kit/learner-columns.ts'
import { featuresField, targetField, targetPhrase } from '../kit/learner-fields.ts'
import { taskField } from '../kit/learner-task.ts'
import { quotedNames } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem, type NodeProblemData } from '../kit/problem.ts'
import { judgedColumns } from './judged-columns.ts'
import { powerScores } from './power-scores.ts'
import { withoutColumns } from './without-columns.ts'

const methods = [
  {
    value: 'power',
    label: { en: 'predictive power of each alone', fr: 'pouvoir de prédiction de chacune seule' },
    help: {
      en: '2 AUC − 1 of classes, share of the variance of numbers; learnt on half of the rows, judged on the other.',
      fr: '2 AUC − 1 pour des classes, part de la variance pour des nombres ; appris sur la moitié des lignes, jugé sur l’autre.',
    },
  },
  { value: 'information', label: { en: 'mutual information', fr: 'information mutuelle' } },
  { value: 'gain', label: { en: 'information gain', fr: 'gain d’information' } },
  { value: 'gain-ratio', label: { en: 'gain ratio', fr: 'rapport de gain' } },
  { value: 'gini', label: { en: 'Gini decrease', fr: 'baisse de Gini' } },
  { value: 'chi-square', label: { en: 'chi-square', fr: 'khi-deux' } },
  { value: 'anova', label: { en: 'analysis of variance (F)', fr: 'analyse de variance (F)' } },
  { value: 'pearson', label: { en: 'size of Pearson’s correlation', fr: 'taille de la corrélation de Pearson' } },
  { value: 'regression', label: { en: 'regression on each (F)', fr: 'régression sur chacune (F)' } },
  {
    value: 'relief',
    label: { en: 'ReliefF, among near rows', fr: 'ReliefF, parmi les lignes proches' },
    help: {
      en: 'Sees columns that tell together; of 500 rows drawn, up to 20,000 rows compared.',
      fr: 'Voit les colonnes qui parlent ensemble ; sur 500 lignes tirées, comparées à 20 000 au plus.',
    },
  },
  {
    value: 'fcbf',
    label: { en: 'FCBF, without repetition', fr: 'FCBF, sans répétition' },
    help: {
      en: 'Leaves out columns that a better one tells already.',
      fr: 'Écarte les colonnes qu’une meilleure dit déjà.',
    },
  },
] as const

const params = z.object({
  target: targetField,
  task: taskField,
  features: featuresField,
  method: field.choice({ label: { en: 'Score', fr: 'Note' }, choices: methods, default: 'power' }),
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
  seed: field.seed(),
})

interface Scored extends ColumnScore {
  readonly name: string
  readonly kept: boolean
}

interface State {
  readonly target: string
  readonly method: FilterMethod | 'power' | 'fcbf'
  /** The best first; what could not be judged last. */
  readonly scores: readonly Scored[]
  readonly learnt: { readonly rows: number; readonly complete: number }
}

/** A column of this power alone tells nearly everything (as in profiles). */
const everything = 0.9
const mostCompared = 20_000

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

The second output lists the columns by score, with the p-value where the score has one. A column whose power alone is above 0.9 is pointed out: it may know the answer only afterwards.

The target, ids, times, weights, ignored and sensitive columns are not judged and stay.`,
    fr: `Les colonnes qui restent sont choisies une fois, sur les lignes qui arrivent ici, puis gardées : les lignes suivantes perdent les mêmes colonnes. Dans une validation croisée, le choix est refait sur chaque partie, comme il se doit. Placez ce nœud après la séparation, sur les lignes d’apprentissage.

Khi-deux, information, gain, rapport de gain, Gini et FCBF prennent les nombres en dix tranches de même effectif, et une valeur manquante comme une valeur à part. Corrélation, régression et analyse de variance utilisent les lignes qui connaissent le nombre et ne disent rien du texte ; les colonnes dont un score ne peut rien dire restent. Chaque score regarde une colonne seule, sauf ReliefF et FCBF.

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
    ],
    fr: ['sélection de variables', 'filtre', 'rang', 'information mutuelle', 'khi2', 'anova', 'relief', 'fcbf', 'gini', 'fuite', 'pouvoir'],
  },
  inputs: tablePorts.inputs,
  outputs: {
    table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } },
    scores: { kind: 'table', label: { en: 'Scores of columns', fr: 'Scores des colonnes' } },
  },
  params,
  check: ({ target, features, task }, inputs) => learnerProblems({ target, features, task, canClassify: true }, inputs),
  learnsIn: 'worker',
  async fit(settings, input, ctx) {
    const { method, seed, neighbours } = settings
    const judged = await judgedColumns(
      input,
      { ...settings, columns: settings.features },
      ctx,
      method === 'relief' ? mostCompared : undefined,
    )
    const control = fitControl(ctx)
    const { columns, target } = judged
    const found: readonly ColumnScore[] =
      method === 'power'
        ? (await powerScores(columns, target, seed, control)).map((score) => ({ score, p: null }))
        : await scoreColumns(columns, target, { method: method === 'fcbf' ? 'uncertainty' : method, seed, neighbours }, control)
    const chosen = method === 'fcbf' ? new Set(fastCorrelationFilter(columns, target, 0)) : null
    const scored = columns.map(({ name }, at) => ({
      name,
      ...(found[at] ?? { score: null, p: null }),
      open: chosen?.has(at) ?? true,
    }))
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
    return { target: judged.name, method, scores, learnt: { rows: judged.rows, complete: judged.complete } }
  },
  apply({ scores }, _, input) {
    return {
      table: withoutColumns(
        input,
        scores.filter(({ kept }) => !kept).map(({ name }) => name),
      ),
      scores: values(
        headings,
        scores.map(({ name, score, p, kept }, at) => [score === null ? null : at + 1, name, score, p, kept]),
      ),
    }
  },
  warnings({ method, scores, target }, { features }) {
    const leaks = method === 'power' ? scores.filter(({ score, kept }) => kept && (score ?? 0) > everything).map(({ name }) => name) : []
    return leaks.length === 0 ? [] : [leakWarning(leaks, target, { features: ruleWithout(features, leaks) })]
  },
  explain({ target, method, keep, count, least }) {
    const name = targetPhrase(target)
    const label = methods.find(({ value }) => value === method)?.label ?? { en: method, fr: method }
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

const nothingSaid = {
  code: 'method-unfit',
  param: 'method',
  text: {
    en: 'This score says nothing of these columns and this target.',
    fr: 'Ce score ne dit rien de ces colonnes ni de cette cible.',
  },
  action: {
    en: 'Correlations need numbers; the analysis of variance numbers and classes. Choose another score.',
    fr: 'Les corrélations demandent des nombres ; l’analyse de variance, des nombres et des classes. Choisissez un autre score.',
  },
  fixes: [{ label: { en: 'Use mutual information', fr: 'Utiliser l’information mutuelle' }, params: { method: 'information' } }],
} as const

function leakWarning(names: readonly string[], target: string, params: Readonly<Record<string, unknown>>): NodeProblemData {
  const [shown, of] = [quotedNames(names), quotedNames([target])]
  const one = names.length === 1
  return {
    code: 'knows-the-answer',
    severity: 'warning',
    column: names[0] ?? '',
    text: {
      en: `${shown.en} alone ${one ? 'tells' : 'each tell'} nearly all of ${of.en}.`,
      fr: `${shown.fr} ${one ? 'dit à elle seule' : 'disent chacune seule'} presque tout de ${of.fr}.`,
    },
    action: {
      en: 'Ask whether this is known before the answer; otherwise leave it out.',
      fr: 'Demandez-vous si cela est connu avant la réponse ; sinon, écartez-le.',
    },
    fixes: [
      {
        label: one
          ? { en: 'Drop it from the table', fr: 'La retirer du tableau' }
          : { en: 'Drop them from the table', fr: 'Les retirer du tableau' },
        params: { most: everything },
      },
      { label: { en: `Do not judge ${shown.en}`, fr: `Ne pas juger ${shown.fr}` }, params },
    ],
  }
}
