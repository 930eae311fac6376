import { numberText } from '../number-text.ts'
import type { Model } from '../model.ts'
import { cannotExport } from './cannot-export.ts'

/**
 * Holds what another form of a model answered for its golden rows against what the model itself answered: numbers within `tolerance`, relative
 * above 1. Throws LearnProblem `cannot-export` beyond it.
 */
export function checkGolden(
  model: Pick<Model, 'golden' | 'name'>,
  answered: readonly (readonly (number | null)[])[],
  tolerance: number,
): void {
  const differences = model.golden.map(({ output }, row) =>
    Math.max(
      ...output.map((wanted, at) => {
        const got = answered[row]?.[at] ?? Number.NaN
        if (Number.isNaN(wanted) && Number.isNaN(got)) return 0
        const difference = Math.abs(got - wanted) / Math.max(1, Math.abs(wanted))
        return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference
      }),
    ),
  )
  const row = differences.findIndex((difference) => difference > tolerance)
  if (row < 0) return
  const off = Number.isFinite(differences[row]!) ? differences[row]!.toExponential(1) : numberText(1, 0).en
  throw cannotExport({
    en: `Its answer for golden row ${row + 1} is off by ${off}, more than ${tolerance.toExponential(0)}; nothing was written.`,
    fr: `Sa réponse pour la ligne de référence ${row + 1} s’écarte de ${off.replace('.', ',')}, plus que ${tolerance.toExponential(0)} ; rien n’a été écrit.`,
  })
}
