import { z } from 'zod'
import type { FilterColumn } from '../../engine/learn/selection/filter-column.ts'
import { geneticSearch } from '../../engine/learn/selection/genetic-search.ts'
import { wrapperSearch } from '../../engine/learn/selection/wrapper-search.ts'
import { values } from '../../engine/relation/build.ts'
import type { Column } from '../../engine/relation/types.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { fitControl } from '../kit/fit-control.ts'
import { learnProblemAt } from '../kit/learn-problem-at.ts'
import { featuresEmpty, learnerProblems } from '../kit/learner-columns.ts'
import { featuresField, targetField, targetPhrase } from '../kit/learner-fields.ts'
import { taskField } from '../kit/learner-task.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { judgedColumns, taughtTarget } from './judged-columns.ts'
import { placeOf } from './place-of.ts'
import { searchViews, type SearchedStep } from './search-views.ts'
import { searchedMatrix } from './searched-matrix.ts'
import { withoutColumns } from './without-columns.ts'

const [mostColumns, mostRows] = [60, 4_000]

/** Before a run the engine waits: trees on few rows then add one column after the other. */
const inTrial = { mostRows: 500, learner: 'tree', direction: 'forward' } as const

const bred = { param: 'direction', in: ['genetic'] } as const

const params = z.object({
  target: targetField,
  task: taskField,
  features: featuresField,
  direction: field.choice({
    label: { en: 'Search', fr: 'Recherche' },
    choices: [
      { value: 'forward', label: { en: 'forward: add what helps most', fr: 'en avant : ajouter ce qui aide le plus' } },
      { value: 'backward', label: { en: 'backward: leave out what is missed least', fr: 'en arrière : écarter ce qui manque le moins' } },
      {
        value: 'genetic',
        label: { en: 'genetic: breed whole sets', fr: 'génétique : croiser des ensembles' },
        help: {
          en: 'Sees columns that tell only together, among more columns than backward can try.',
          fr: 'Voit les colonnes qui ne parlent qu’ensemble, parmi plus de colonnes que « en arrière » ne peut en essayer.',
        },
      },
    ],
    default: 'forward',
  }),
  learner: field.choice({
    label: { en: 'Judged by', fr: 'Jugées par' },
    choices: [
      { value: 'tree', label: { en: 'decision trees of five levels', fr: 'arbres de décision de cinq niveaux' } },
      { value: 'linear', label: { en: 'linear or logistic regression', fr: 'régression linéaire ou logistique' } },
      {
        value: 'boosting',
        label: { en: 'gradient boosting, 50 trees', fr: 'boosting de gradient, 50 arbres' },
        help: { en: 'Takes some ten times as long.', fr: 'Prend une dizaine de fois plus de temps.' },
      },
      { value: 'bayes', label: { en: 'naive Bayes (classes)', fr: 'Bayes naïf (classes)' } },
      { value: 'neighbours', label: { en: 'seven nearest neighbours', fr: 'sept plus proches voisins' } },
    ],
    default: 'tree',
  }),
  most: field.number({
    label: { en: 'Columns kept at most', fr: 'Colonnes gardées au plus' },
    default: 10,
    min: 1,
    max: mostColumns,
    integer: true,
  }),
  tolerance: field.number({
    label: { en: 'Stop when it changes less than', fr: 'Arrêter quand cela change moins de' },
    help: {
      en: 'The gain of the best addition or generation, or what fewer columns may cost.',
      fr: 'Le gain du meilleur ajout ou de la génération, ou ce que moins de colonnes peuvent coûter.',
    },
    default: 0.002,
    min: 0,
    max: 0.5,
  }),
  population: field.number({
    label: { en: 'Sets alive at a time', fr: 'Ensembles vivants à la fois' },
    default: 30,
    min: 4,
    max: 200,
    integer: true,
    when: bred,
  }),
  generations: field.number({
    label: { en: 'Generations at most', fr: 'Générations au plus' },
    default: 20,
    min: 1,
    max: 200,
    integer: true,
    when: bred,
  }),
  patience: field.number({
    label: { en: 'Stop after generations without gain', fr: 'Arrêter après des générations sans gain' },
    default: 5,
    min: 1,
    max: 200,
    integer: true,
    when: bred,
  }),
  mutation: field.number({
    label: { en: 'Chance of a column to come or go by itself', fr: 'Chance qu’une colonne vienne ou parte d’elle-même' },
    default: 0.05,
    min: 0,
    max: 0.5,
    step: 0.01,
    when: bred,
    group: 'advanced',
  }),
  folds: field.number({
    label: { en: 'Folds', fr: 'Plis' },
    default: 4,
    min: 2,
    max: 10,
    integer: true,
    group: 'advanced',
  }),
  seed: field.seed(),
})

interface State {
  readonly kept: readonly string[]
  readonly dropped: readonly string[]
  /** How the search went; the first step is where it began. */
  readonly steps: readonly SearchedStep[]
  readonly of: 'classification' | 'regression'
  readonly learnt: { readonly rows: number; readonly complete: number }
}

const headings: readonly Column[] = [
  { name: 'step', type: 'int' },
  { name: 'column', type: 'text' },
  { name: 'columns', type: 'int' },
  { name: 'sets tried', type: 'int' },
  { name: 'score', type: 'float' },
  { name: 'kept', type: 'bool' },
]

const rows = Array.from({ length: 40 }, (_, at) => [at, (at * 7) % 11, at % 9 === 0 ? null : 'x', at >= 20 ? 'yes' : 'no'] as const)
const table = {
  columns: [
    { name: 'telling', type: 'int' },
    { name: 'idle', type: 'int' },
    { name: 'text', type: 'text' },
    { name: 'y', type: 'text' },
  ],
  rows,
} as const

export const searchColumns = defineNode<typeof params, State>({
  id: 'select.search-columns',
  version: 1,
  icon: 'route',
  title: { en: 'Search columns with a model', fr: 'Chercher des colonnes avec un modèle' },
  summary: {
    en: 'Looks for the set of columns from which a model answers best rows that it did not learn from (wrapper).',
    fr: 'Cherche l’ensemble de colonnes dont un modèle répond le mieux à des lignes qu’il n’a pas apprises.',
  },
  help: {
    en: `Unlike scores of single columns, this sees columns that tell only together, and leaves out those that repeat others. Each set of columns is judged by models on folds of the rows: the mean AUC of classes, the share of the variance of numbers. The folds are the same for all sets. Choose the kind of model that you will train: what a tree needs may be idle in a regression.

Which columns stay is decided once, on the rows that reach this node (4,000 drawn by the seed if there are more), and kept. Many sets are tried, so the score of the best one flatters: judge the final model on test rows, or by cross-validation, which makes the search anew in each part.

Forward is quick and may miss columns that tell only together; backward sees them and takes longer. The genetic search begins with sets drawn by the seed, crosses the better ones and changes some columns by chance; of all sets tried it takes the smallest that is nearly as good as the best. At most 60 columns: keep the best by a score first. The second output tells the steps and how many sets were tried. Before a run, trees on 500 rows estimate which columns stay.`,
    fr: `Contrairement aux notes de colonnes seules, ceci voit les colonnes qui ne parlent qu’ensemble et écarte celles qui en répètent d’autres. Chaque ensemble de colonnes est jugé par des modèles sur des plis des lignes : l’AUC moyenne pour des classes, la part de la variance pour des nombres. Les plis sont les mêmes pour tous les ensembles. Choisissez la sorte de modèle que vous entraînerez : ce dont un arbre a besoin peut ne rien apporter à une régression.

Les colonnes qui restent sont choisies une fois, sur les lignes qui arrivent ici (4 000 tirées par la graine s’il y en a plus), puis gardées. Beaucoup d’ensembles sont essayés, donc la note du meilleur est flatteuse : jugez le modèle final sur des lignes de test, ou par validation croisée, qui refait la recherche dans chaque partie.

En avant, c’est rapide mais peut manquer des colonnes qui ne parlent qu’ensemble ; en arrière les voit et prend plus de temps. La recherche génétique part d’ensembles tirés par la graine, croise les meilleurs et change quelques colonnes au hasard ; de tous les ensembles essayés, elle prend le plus petit qui soit presque aussi bon que le meilleur. Au plus 60 colonnes : gardez d’abord les meilleures par une note. La seconde sortie raconte les étapes et dit combien d’ensembles ont été essayés. Avant une exécution, des arbres sur 500 lignes estiment quelles colonnes restent.`,
  },
  keywords: {
    en: ['wrapper', 'feature selection', 'forward selection', 'backward elimination', 'stepwise', 'subset', 'genetic algorithm'],
    fr: ['sélection de variables', 'pas à pas', 'sélection ascendante', 'élimination descendante', 'sous-ensemble', 'algorithme génétique'],
  },
  inputs: tablePorts.inputs,
  outputs: {
    table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } },
    steps: { kind: 'table', label: { en: 'Steps of the search', fr: 'Étapes de la recherche' } },
    report: { kind: 'report', label: { en: 'Report', fr: 'Rapport' } },
  },
  params,
  check: ({ target, features, task }, inputs) => learnerProblems({ target, features, task, canClassify: true }, inputs),
  learnsIn: 'worker',
  async fit(settings, input, ctx) {
    const judged = await judgedColumns(input, { ...settings, columns: settings.features }, ctx, ctx.isTrial ? inTrial.mostRows : mostRows)
    const { target } = judged
    const columns = judged.columns.filter(hasValue)
    if (columns.length === 0) throw featuresEmpty
    if (columns.length > mostColumns) throw new NodeProblem(tooMany)
    if (judged.rows < 2 * settings.folds) throw new NodeProblem(tooFew(2 * settings.folds))
    const taught = taughtTarget(target)
    if (settings.learner === 'bayes' && taught.task === 'regression') throw new NodeProblem(bayesOfNumbers)
    const { direction, ...asked } = { ...settings, ...searchedMatrix(columns), ...taught, crews: ctx.crews, ...(ctx.isTrial && inTrial) }
    const found = await learnProblemAt(placeOf, () =>
      direction === 'genetic' ? geneticSearch(asked, fitControl(ctx)) : wrapperSearch({ ...asked, direction }, fitControl(ctx)),
    )
    const kept = new Set(found.kept)
    const name = (feature: number) => columns[feature]?.name ?? null
    return {
      kept: columns.flatMap((one, at) => (kept.has(at) ? [one.name] : [])),
      dropped: judged.columns.flatMap((one) => (kept.has(columns.indexOf(one)) ? [] : [one.name])),
      steps: found.steps.map(({ feature, size, tried, score }) => ({ column: name(feature), size, tried, score })),
      of: taught.task,
      learnt: { rows: judged.rows, complete: judged.complete },
    }
  },
  reports: ({ kept, dropped, steps, of }) => ({ report: searchViews({ kept, of: kept.length + dropped.length, task: of, steps }) }),
  apply({ dropped, kept, steps }, _, input) {
    return {
      table: withoutColumns(input, dropped),
      steps: values(
        headings,
        steps.map(({ column, size, tried, score }, at) => [at, column, size, tried, score, column === null ? null : kept.includes(column)]),
      ),
    }
  },
  explain({ target, direction, most }) {
    const name = targetPhrase(target)
    if (direction === 'genetic')
      return {
        en: `breed sets of up to ${most} columns for ${name.en}`,
        fr: `croiser des ensembles de ${most} colonnes au plus pour ${name.fr}`,
      }
    return direction === 'forward'
      ? { en: `add up to ${most} columns for ${name.en}`, fr: `ajouter jusqu’à ${most} colonnes pour ${name.fr}` }
      : {
          en: `leave out columns for ${name.en}, keep at most ${most}`,
          fr: `écarter des colonnes pour ${name.fr}, en garder au plus ${most}`,
        }
  },
  examples: [
    {
      title: { en: 'One column is enough', fr: 'Une colonne suffit' },
      params: { target: 'y' },
      inputs: { table },
      expect: {
        table: { columns: [table.columns[0], table.columns[3]], rows: rows.map(([telling, , , y]) => [telling, y]) },
        steps: {
          columns: headings,
          rows: [
            [0, null, 0, 0, 0.5, null],
            [1, 'telling', 1, 3, 0.975, true],
          ],
        },
      },
    },
    {
      title: { en: 'Backward, what is missed least', fr: 'En arrière, ce qui manque le moins' },
      params: { target: 'y', direction: 'backward', features: { by: 'names', names: ['telling', 'idle'] } },
      inputs: { table },
      expect: {
        table: {
          columns: [table.columns[0], table.columns[2], table.columns[3]],
          rows: rows.map(([telling, , text, y]) => [telling, text, y]),
        },
      },
    },
  ],
})

const bayesOfNumbers = {
  code: 'learner-unfit',
  param: 'learner',
  text: { en: 'Naive Bayes tells classes; the target is a number.', fr: 'Bayes naïf dit des classes ; la cible est un nombre.' },
  action: { en: 'Choose another judge, or predict a class.', fr: 'Choisissez un autre juge, ou prédisez une classe.' },
  fixes: [{ label: { en: 'Judge by trees', fr: 'Juger par des arbres' }, params: { learner: 'tree' } }],
}

const tooMany = {
  code: 'too-many-columns',
  param: 'features',
  text: { en: `At most ${mostColumns} columns can be searched.`, fr: `Au plus ${mostColumns} colonnes peuvent être cherchées.` },
  action: {
    en: 'Keep the best columns by a score first, or choose fewer.',
    fr: 'Gardez d’abord les meilleures colonnes par une note, ou choisissez-en moins.',
  },
}

function tooFew(least: number) {
  return {
    code: 'too-few-rows',
    port: 'table',
    text: {
      en: `A search needs at least ${least} rows that know the target.`,
      fr: `Une recherche demande au moins ${least} lignes qui connaissent la cible.`,
    },
    action: { en: 'Connect more rows, or use fewer folds.', fr: 'Reliez plus de lignes, ou utilisez moins de plis.' },
  }
}

/** A column without any value tells nothing: it is dropped without a trial. */
function hasValue(column: FilterColumn): boolean {
  return column.kind === 'number' ? column.values.some((value) => !Number.isNaN(value)) : column.codes.some((code) => code >= 0)
}
