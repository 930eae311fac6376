import { z } from 'zod'
import type { FilterColumn } from '../../engine/learn/selection/filter-column.ts'
import { wrapperSearch } from '../../engine/learn/selection/wrapper-search.ts'
import { values } from '../../engine/relation/build.ts'
import type { Column } from '../../engine/relation/types.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { fitControl } from '../kit/fit-control.ts'
import { featuresEmpty, learnerProblems } from '../kit/learner-columns.ts'
import { featuresField, targetField, targetPhrase } from '../kit/learner-fields.ts'
import { taskField } from '../kit/learner-task.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { judgedColumns } from './judged-columns.ts'
import { searchedMatrix } from './searched-matrix.ts'
import { withoutColumns } from './without-columns.ts'

const [mostColumns, mostRows] = [60, 4_000]

const params = z.object({
  target: targetField,
  task: taskField,
  features: featuresField,
  direction: field.choice({
    label: { en: 'Search', fr: 'Recherche' },
    choices: [
      { value: 'forward', label: { en: 'forward: add what helps most', fr: 'en avant : ajouter ce qui aide le plus' } },
      { value: 'backward', label: { en: 'backward: leave out what is missed least', fr: 'en arrière : écarter ce qui manque le moins' } },
    ],
    default: 'forward',
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
      en: 'The gain of the best addition, or the loss that one column less may cost.',
      fr: 'Le gain du meilleur ajout, ou la perte qu’une colonne de moins peut coûter.',
    },
    default: 0.002,
    min: 0,
    max: 0.5,
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
  readonly steps: readonly { readonly column: string | null; readonly score: number }[]
  readonly learnt: { readonly rows: number; readonly complete: number }
}

const headings: readonly Column[] = [
  { name: 'step', type: 'int' },
  { name: 'column', type: 'text' },
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
    en: 'Adds or leaves out one column after the other, judged by trees on rows they did not learn from (wrapper).',
    fr: 'Ajoute ou écarte une colonne après l’autre, jugée par des arbres sur des lignes qu’ils n’ont pas apprises.',
  },
  help: {
    en: `Unlike scores of single columns, this sees columns that tell only together, and leaves out those that repeat others. Each set of columns is judged by decision trees of five levels on folds of the rows: the mean AUC of classes, the share of the variance of numbers. The folds are the same for all sets.

Which columns stay is decided once, on the rows that reach this node (4,000 drawn by the seed if there are more), and kept. Many sets are tried, so the score of the best one flatters: judge the final model on test rows, or by cross-validation, which makes the search anew in each part.

Forward is quick and may miss columns that tell only together; backward sees them and takes longer. At most 60 columns: keep the best by a score first. The second output tells the steps.`,
    fr: `Contrairement aux notes de colonnes seules, ceci voit les colonnes qui ne parlent qu’ensemble et écarte celles qui en répètent d’autres. Chaque ensemble de colonnes est jugé par des arbres de décision de cinq niveaux sur des plis des lignes : l’AUC moyenne pour des classes, la part de la variance pour des nombres. Les plis sont les mêmes pour tous les ensembles.

Les colonnes qui restent sont choisies une fois, sur les lignes qui arrivent ici (4 000 tirées par la graine s’il y en a plus), puis gardées. Beaucoup d’ensembles sont essayés, donc la note du meilleur est flatteuse : jugez le modèle final sur des lignes de test, ou par validation croisée, qui refait la recherche dans chaque partie.

En avant, c’est rapide mais peut manquer des colonnes qui ne parlent qu’ensemble ; en arrière les voit et prend plus de temps. Au plus 60 colonnes : gardez d’abord les meilleures par une note. La seconde sortie raconte les étapes.`,
  },
  keywords: {
    en: ['wrapper', 'feature selection', 'forward selection', 'backward elimination', 'stepwise', 'subset'],
    fr: ['sélection de variables', 'pas à pas', 'sélection ascendante', 'élimination descendante', 'sous-ensemble'],
  },
  inputs: tablePorts.inputs,
  outputs: {
    table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } },
    steps: { kind: 'table', label: { en: 'Steps of the search', fr: 'Étapes de la recherche' } },
  },
  params,
  check: ({ target, features, task }, inputs) => learnerProblems({ target, features, task, canClassify: true }, inputs),
  learnsIn: 'worker',
  async fit(settings, input, ctx) {
    const judged = await judgedColumns(input, { ...settings, columns: settings.features }, ctx, mostRows)
    const { target } = judged
    const columns = judged.columns.filter(hasValue)
    if (columns.length === 0) throw featuresEmpty
    if (columns.length > mostColumns) throw new NodeProblem(tooMany)
    if (judged.rows < 2 * settings.folds) throw new NodeProblem(tooFew(2 * settings.folds))
    const { x, widths } = searchedMatrix(columns)
    const isClass = target.kind === 'class'
    const found = await wrapperSearch(
      {
        ...settings,
        x,
        y: isClass ? Float64Array.from(target.codes) : target.values,
        task: isClass ? 'classification' : 'regression',
        classes: isClass ? Array.from({ length: target.classes }, (_, at) => String(at)) : [],
        widths,
      },
      fitControl(ctx),
    )
    const kept = new Set(found.kept)
    const name = (feature: number) => columns[feature]?.name ?? null
    return {
      kept: columns.flatMap((one, at) => (kept.has(at) ? [one.name] : [])),
      dropped: judged.columns.flatMap((one) => (kept.has(columns.indexOf(one)) ? [] : [one.name])),
      steps: found.steps.map(({ feature, score }) => ({ column: name(feature), score })),
      learnt: { rows: judged.rows, complete: judged.complete },
    }
  },
  apply({ dropped, kept, steps }, _, input) {
    return {
      table: withoutColumns(input, dropped),
      steps: values(
        headings,
        steps.map(({ column, score }, at) => [at, column, score, column === null ? null : kept.includes(column)]),
      ),
    }
  },
  explain({ target, direction, most }) {
    const name = targetPhrase(target)
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
            [0, null, 0.5, null],
            [1, 'telling', 0.975, true],
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
