import { mostLikely } from '../score-rows.ts'

/** The class that probabilities are answered with: of two the positive one at or above the threshold, of more the most likely. NaN stays. */
export function decideClasses(
  probabilities: readonly Float64Array[],
  { positive, threshold }: { readonly positive: number; readonly threshold: number },
): Float64Array {
  if (probabilities.length !== 2) return mostLikely(probabilities)
  return probabilities[positive]!.map((score) => (Number.isNaN(score) ? Number.NaN : score >= threshold ? positive : 1 - positive))
}
