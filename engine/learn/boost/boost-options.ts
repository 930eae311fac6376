import type { ClassWeight } from '../class-weights.ts'
import type { CrewMaker } from '../../kernels/crew.ts'
import { badOption } from '../problem.ts'
import type { LossName } from './loss.ts'

export interface BoostOptions {
  /** Regression only; classes are told apart by log loss. */
  readonly loss: Exclude<LossName, 'log-loss'>
  /** Huber, quantile and Tweedie: see LossSettings. */
  readonly level: number
  readonly trees: number
  readonly rate: number
  readonly leaves: number
  /** Levels below the root; null for no limit. */
  readonly maxDepth: number | null
  readonly minLeaf: number
  readonly l1: number
  readonly l2: number
  readonly leastGain: number
  /** Share of the rows and of the columns that each tree sees. */
  readonly rowShare: number
  readonly columnShare: number
  /** Share of the rows that are kept apart to say when to stop, and how many trees without a better loss end the fit; 0 for none. */
  readonly validationShare: number
  readonly patience: number
  readonly classWeight: ClassWeight
  /** Names of columns that may only raise, and of those that may only lower, the answer: of two classes the chance of the second one. */
  readonly raising: readonly string[]
  readonly lowering: readonly string[]
  readonly crews: CrewMaker
}

const positive = { en: 'be above 0', fr: 'être supérieur à 0' }
const share = { en: 'be above 0 and at most 1', fr: 'être supérieur à 0 et au plus 1' }

/** Throws LearnProblem `bad-option` for what is outside its range. */
export function checkBoostOptions(options: BoostOptions): void {
  const whole = (name: 'trees' | 'leaves' | 'minLeaf' | 'patience', least: number) => {
    if (!Number.isInteger(options[name]) || options[name] < least)
      throw badOption(name, { en: `be a whole number of ${least} or more`, fr: `être un entier d’au moins ${least}` })
  }
  whole('trees', 1)
  whole('leaves', 2)
  whole('minLeaf', 1)
  whole('patience', 0)
  if (options.maxDepth !== null && !(Number.isInteger(options.maxDepth) && options.maxDepth >= 1)) throw badOption('maxDepth', positive)
  if (!(options.rate > 0 && options.rate <= 1)) throw badOption('rate', share)
  for (const name of ['rowShare', 'columnShare'] as const) if (!(options[name] > 0 && options[name] <= 1)) throw badOption(name, share)
  for (const name of ['l1', 'l2', 'leastGain'] as const)
    if (!(options[name] >= 0 && Number.isFinite(options[name]))) throw badOption(name, { en: 'be 0 or more', fr: 'être positif ou nul' })
  if (!(options.validationShare >= 0 && options.validationShare < 1))
    throw badOption('validationShare', { en: 'be from 0 to below 1', fr: 'être compris entre 0 et moins de 1' })
  const between = (low: number, high: number) => options.level > low && options.level < high
  if (options.loss === 'quantile' && !between(0, 1)) throw badOption('level', { en: 'be between 0 and 1', fr: 'être compris entre 0 et 1' })
  if (options.loss === 'tweedie' && !between(1, 2)) throw badOption('level', { en: 'be between 1 and 2', fr: 'être compris entre 1 et 2' })
  if (options.loss === 'huber' && !(options.level > 0)) throw badOption('level', positive)
}
