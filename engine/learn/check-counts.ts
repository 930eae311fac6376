import { countText } from './number-text.ts'
import { LearnProblem, type LearnProblemData } from './problem.ts'

/** Throws LearnProblem `bad-target` for a target below 0, or (`positive`) of 0: counts and amounts. `fixes`: what else would do. */
export function checkCounts(y: Float64Array, positive: boolean, fixes: NonNullable<LearnProblemData['fixes']>): void {
  const odd = y.reduce((count, value) => count + (value < 0 || (positive && value === 0) ? 1 : 0), 0)
  if (odd === 0) return
  const [bad, all] = [countText(odd), countText(y.length)]
  throw new LearnProblem({
    code: 'bad-target',
    text: positive
      ? {
          en: `The target is 0 or below in ${bad} of ${all} rows; such amounts never are.`,
          fr: `La cible est nulle ou négative dans ${bad} lignes sur ${all} ; de tels montants ne le sont jamais.`,
        }
      : {
          en: `The target is below 0 in ${bad} of ${all} rows; counts and amounts never are.`,
          fr: `La cible est négative dans ${bad} lignes sur ${all} ; effectifs et montants ne le sont jamais.`,
        },
    action: { en: 'Leave such rows out, or choose another error.', fr: 'Écartez ces lignes, ou choisissez une autre erreur.' },
    fixes,
  })
}
