import type { CrewMaker } from '../../kernels/crew.ts'
import { naiveBayes } from '../bayes/naive-bayes.ts'
import { boostedTreesClassifier, boostedTreesRegressor } from '../boosted-trees.ts'
import { decisionTreeClassifier, decisionTreeRegressor } from '../decision-tree.ts'
import type { FitControl, FittedModel, Task } from '../estimator.ts'
import { linearRegression } from '../linear-regression.ts'
import { logisticRegression } from '../logistic-regression.ts'
import type { Matrix } from '../matrix.ts'
import { neighbourClassifier, neighbourRegressor } from '../neighbours/nearest-neighbours.ts'

/** Who judges sets of columns in a search; `bayes` knows classes only. */
export type WrapperLearner = 'tree' | 'linear' | 'boosting' | 'bayes' | 'neighbours'

/** Those that need a number in each cell. */
export const needsNumbers = (learner: WrapperLearner): boolean => learner === 'linear' || learner === 'neighbours'

export interface WrapperAsked {
  readonly task: Task
  readonly classes: readonly string[]
  /** Rows of the whole search: leaves and neighbours are measured by them. */
  readonly rows: number
  readonly seed: number
  readonly crews: CrewMaker
}

export interface TaughtSet {
  readonly x: Matrix
  readonly y: Float64Array
  /** For each column of the matrix the category that it is an indicator of, or -1. */
  readonly groups: readonly number[]
}

/**
 * Fits the learner of a search: a tree of five levels; least squares, or a logistic regression whose columns count alike (C of 1); 50 boosted trees of
 * 15 leaves; naive Bayes; seven neighbours over columns on one scale.
 */
export async function fitWrapper(
  learner: WrapperLearner,
  { x, y, groups }: TaughtSet,
  { task, classes, rows, seed, crews }: WrapperAsked,
  control: FitControl,
): Promise<FittedModel> {
  const isClass = task === 'classification'
  const options = { seed, ...(isClass && { classes }) }
  switch (learner) {
    case 'tree': {
      const minLeaf = Math.max(5, Math.round(rows / 200))
      const shape = { ...options, maxDepth: 5, minLeaf, minSplit: minLeaf * 2 }
      return isClass ? decisionTreeClassifier.fit(x, y, shape, control) : decisionTreeRegressor.fit(x, y, shape, control)
    }
    case 'linear':
      return isClass
        ? logisticRegression.fit(x, y, { ...options, alike: true, crews }, control)
        : linearRegression.fit(x, y, options, control)
    case 'boosting': {
      const shape = { ...options, trees: 50, leaves: 15, minLeaf: Math.max(5, Math.round(rows / 200)), crews }
      return isClass ? boostedTreesClassifier.fit(x, y, shape, control) : boostedTreesRegressor.fit(x, y, shape, control)
    }
    case 'bayes':
      return naiveBayes.fit(x, y, { ...options, groups }, control)
    case 'neighbours': {
      const shape = { ...options, neighbours: 7, scale: true }
      return isClass ? neighbourClassifier.fit(x, y, shape, control) : neighbourRegressor.fit(x, y, shape, control)
    }
  }
}
