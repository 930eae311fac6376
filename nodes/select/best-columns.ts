import { z } from 'zod'
import { fastCorrelationFilter } from '../../engine/learn/selection/fast-correlation.ts'
import { scoreColumns, type ColumnScore, type FilterMethod } from '../../engine/learn/selection/score-columns.ts'
import { values } from '../../engine/relation/build.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { withoutColumns as ruleWithout } from '../kit/columns-rule.ts'
import type { FitContext } from '../kit/context.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { fitControl } from '../kit/fit-control.ts'
import { featureColumns, learnerProblems } from '../kit/learner-columns.ts'
import { featuresField, targetField, targetPhrase } from '../kit/learner-fields.ts'
import { taskField } from '../kit/learner-task.ts'
import { twoMoons } from '../kit/learner-examples.ts'
import { sideModel } from '../kit/model-examples.ts'
import { quotedNames } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem, type NodeProblemData } from '../kit/problem.ts'
import { judgedColumns } from './judged-columns.ts'
import { modelScores } from './model-scores.ts'
import { powerScores } from './power-scores.ts'
import { scoreMethods, targetMethods } from './score-methods.ts'
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
  seed: field.seed(),
})

interface Scored extends ColumnScore {
  readonly name: string
  readonly kept: boolean
}

interface State {
  readonly target: string
  readonly method: FilterMethod | 'power' | 'fcbf' | 'model'
  /** A model is connected, and another score was asked for. */
  readonly idleModel?: true
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

A connected model scores by what counts in it: the gain of its trees, the size of its coefficients, or, where it has no such figure, what its answers lose when a column is shuffled among up to 4,000 rows. The score is the share in the whole. What was made of a column on the way to the model counts for it; what was made of several is shared among them. Train that model on the same rows: a cross-validation then learns it anew too.

The second output lists the columns by score, with the p-value where the score has one. A column whose power alone is above 0.9 is pointed out: it may know the answer only afterwards.

The target, ids, times, weights, ignored and sensitive columns are not judged and stay.`,
    fr: `Les colonnes qui restent sont choisies une fois, sur les lignes qui arrivent ici, puis gardées : les lignes suivantes perdent les mêmes colonnes. Dans une validation croisée, le choix est refait sur chaque partie, comme il se doit. Placez ce nœud après la séparation, sur les lignes d’apprentissage.

Khi-deux, information, gain, rapport de gain, Gini et FCBF prennent les nombres en dix tranches de même effectif, et une valeur manquante comme une valeur à part. Corrélation, régression et analyse de variance utilisent les lignes qui connaissent le nombre et ne disent rien du texte ; les colonnes dont un score ne peut rien dire restent. Chaque score regarde une colonne seule, sauf ReliefF et FCBF.

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
    ],
  },
  inputs: { ...tablePorts.inputs, model: { kind: 'model', label: { en: 'Model that judges', fr: 'Modèle qui juge' }, optional: true } },
  outputs: {
    table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } },
    scores: { kind: 'table', label: { en: 'Scores of columns', fr: 'Scores des colonnes' } },
  },
  params,
  check: ({ method, target, features, task }, inputs) =>
    method === 'model' ? [] : learnerProblems({ target, features, task, canClassify: true }, inputs),
  learnsIn: 'worker',
  async fit(settings, input, ctx) {
    const { method } = settings
    const { scored, ...judged } =
      method === 'model' ? await byModel(settings, input, ctx) : await againstTarget({ ...settings, method }, input, ctx)
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

type Settings = z.output<typeof params>

interface Found extends Pick<State, 'target' | 'learnt'> {
  /** `open`: may stay, as far as the method goes. */
  readonly scored: readonly (ColumnScore & { readonly name: string; readonly open: boolean })[]
}

async function againstTarget(
  settings: Settings & { readonly method: (typeof targetMethods)[number] },
  input: Relation,
  ctx: FitContext,
): Promise<Found> {
  const { method, seed, neighbours } = settings
  const judged = await judgedColumns(
    input,
    { ...settings, columns: settings.features },
    ctx,
    method === 'relief' ? mostCompared : undefined,
  )
  const control = fitControl(ctx)
  const { columns, target, rows, complete } = judged
  const found: readonly ColumnScore[] =
    method === 'power'
      ? (await powerScores(columns, target, seed, control)).map((score) => ({ score, p: null }))
      : await scoreColumns(columns, target, { method: method === 'fcbf' ? 'uncertainty' : method, seed, neighbours }, control)
  const chosen = method === 'fcbf' ? new Set(fastCorrelationFilter(columns, target, 0)) : null
  const scored = columns.map(({ name }, at) => ({ name, ...(found[at] ?? { score: null, p: null }), open: chosen?.has(at) ?? true }))
  return { scored, target: judged.name, learnt: { rows, complete } }
}

async function byModel({ features, seed }: Settings, input: Relation, ctx: FitContext): Promise<Found> {
  const model = ctx.model('model')
  if (!model) throw new NodeProblem(noModel)
  const own = input.columns.filter(({ role }) => role !== 'target')
  const columns = featureColumns({ ...input, columns: own }, features, model.target)
  const { scores, rows, complete } = await modelScores(model, { input, columns, seed }, ctx)
  const scored = columns.map(({ name }, at) => ({ name, score: scores[at] ?? null, p: null, open: true }))
  return { scored, target: model.target.name, learnt: { rows, complete } }
}

const noModel = {
  code: 'model-missing',
  port: 'model',
  text: {
    en: 'No model is connected whose importance could be taken.',
    fr: 'Aucun modèle n’est relié dont on pourrait prendre l’importance.',
  },
  action: {
    en: 'Draw a wire from a node that trains a model on these rows, or choose another score.',
    fr: 'Tirez un fil depuis un nœud qui entraîne un modèle sur ces lignes, ou choisissez une autre note.',
  },
  fixes: [{ label: { en: 'Score by predictive power', fr: 'Noter par le pouvoir de prédiction' }, params: { method: 'power' } }],
}

const modelIdle: NodeProblemData = {
  code: 'model-idle',
  severity: 'warning',
  port: 'model',
  text: { en: 'A model is connected, and this score does not ask it.', fr: 'Un modèle est relié, et cette note ne le consulte pas.' },
  action: { en: 'Score by the model, or take the wire away.', fr: 'Notez par le modèle, ou retirez le fil.' },
  fixes: [{ label: { en: 'Score by the connected model', fr: 'Noter par le modèle relié' }, params: { method: 'model' } }],
}

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
