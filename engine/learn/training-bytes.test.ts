import { expect, it } from 'vitest'
import { soloCrews } from '../kernels/crew.ts'
import { boostNeeds } from './boost/boost-rounds.ts'
import { LearnProblem } from './problem.ts'
import { checkTrainingBytes, trainingBytes } from './training-bytes.ts'

const settings = {
  leaves: 31,
  minLeaf: 20,
  l1: 0,
  l2: 0,
  leastGain: 0,
  maxDepth: null,
  raising: [],
  lowering: [],
  crews: soloCrews,
}
const boosting = boostNeeds({ classes: 2, even: true }, settings)
const plenty = 1e15

function problem(rows: number, columns: number, free: number): LearnProblem | null {
  try {
    checkTrainingBytes({ rows, columns }, boosting, free)
    return null
  } catch (error) {
    if (error instanceof LearnProblem) return error
    throw error
  }
}

it('counts the matrix and what a learner holds beside it', () => {
  expect(trainingBytes(1e6, 28, () => ({ kernels: 5, beside: 7 }))).toBe(1e6 * 28 * 8 + 12)
  // Bins in columns and in strips, pairs, places, two rooms, scores, labels, weights; 2.1 MB of histograms.
  const perRow = (boosting(3e6, 28).kernels - boosting(2e6, 28).kernels) / 1e6
  expect(perRow).toBeCloseTo(28 + 32 + 7 * 4, 1)
  // Targets and weights of 64 bits, and what is left in leaves.
  const numbers = boostNeeds({ classes: 0, even: true }, settings)
  expect((numbers(3e6, 28).kernels - numbers(2e6, 28).kernels) / 1e6).toBeCloseTo(perRow + 24, 2)
})

it('says before the fit that a table is too large for the machine, or for the kernels', () => {
  expect(problem(1e6, 28, 4e8)).toBeNull()
  expect(problem(1e6, 28, 3e8)).toMatchObject({ code: 'too-large' })
  expect(problem(1e6, 28, 3e8)?.data.text.en).toMatch(/^1\s000\s000 rows of 28 columns need 0\.35 GB .*; 0\.30 GB are free\.$/)
  expect(problem(45e6, 28, plenty)).toBeNull()
  expect(problem(5e7, 28, plenty)?.data.text.fr).toMatch(/d’un seul tenant/)
})
