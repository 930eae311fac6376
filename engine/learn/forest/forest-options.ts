// Random forests and extra trees: many whole trees, each of other rows and columns, whose answers are averaged.
import type { CrewMaker } from '../../kernels/crew.ts'
import type { ClassWeight } from '../class-weights.ts'
import type { Task } from '../estimator.ts'
import { badOption } from '../problem.ts'
import type { TreeCriterion } from '../tree/criterion.ts'

export interface ForestOptions {
  readonly trees: number
  readonly criterion: TreeCriterion
  /** Columns that a node tries: the root of their number, all, or a share of them. */
  readonly tries: 'root' | 'all' | number
  /** Levels below the root; null for no limit. */
  readonly maxDepth: number | null
  readonly minLeaf: number
  readonly minSplit: number
  /** Each tree learns from as many rows as there are, drawn with replacement, and is judged on the others; or from every row. */
  readonly bootstrap: boolean
  /** `best`: of all limits of a column; `drawn`: one limit of each column, drawn between its ends (extra trees). */
  readonly limits: 'best' | 'drawn'
  readonly classWeight: ClassWeight
  readonly crews: CrewMaker
}

/** Throws LearnProblem `bad-option` for what is outside its range. */
export function checkForestOptions(task: Task, options: ForestOptions): void {
  const whole = (name: 'trees' | 'minLeaf' | 'minSplit', least: number) => {
    if (!Number.isInteger(options[name]) || options[name] < least)
      throw badOption(name, { en: `be a whole number of ${least} or more`, fr: `être un entier d’au moins ${least}` })
  }
  whole('trees', 1)
  whole('minLeaf', 1)
  whole('minSplit', 2)
  if (options.maxDepth !== null && !(Number.isInteger(options.maxDepth) && options.maxDepth >= 1))
    throw badOption('maxDepth', { en: 'be above 0', fr: 'être supérieur à 0' })
  if (typeof options.tries === 'number' && !(options.tries > 0 && options.tries <= 1))
    throw badOption('tries', { en: 'be above 0 and at most 1', fr: 'être supérieur à 0 et au plus 1' })
  if ((options.criterion === 'squared-error') !== (task === 'regression'))
    throw badOption('criterion', { en: 'fit the task', fr: 'convenir à la tâche' })
}

/** How many columns a node tries, of so many. */
export function triesOf(tries: ForestOptions['tries'], columns: number): number {
  const wanted = tries === 'all' ? columns : tries === 'root' ? Math.floor(Math.sqrt(columns)) : Math.floor(tries * columns)
  return Math.max(1, Math.min(columns, wanted))
}
