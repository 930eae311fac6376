import { checkWeights } from '../check-training.ts'
import { LearnProblem } from '../problem.ts'
import type { CalibrationMap } from './calibrated-model.ts'
import { fitIsotonic } from './isotonic.ts'
import { fitShareLine } from './platt.ts'

export type CalibrationMethod = 'isotonic' | 'platt'

export interface CalibrationRows {
  readonly classes: readonly string[]
  /** What the model gave, one array per class. */
  readonly probabilities: readonly Float64Array[]
  /** Positions in `classes`; NaN where it is not known. */
  readonly actual: Float64Array
  readonly weights?: Float64Array
}

/** From so many rows of the rarest class on a free line is steadier than two numbers (Niculescu-Mizil and Caruana 2005 found 1,000 rows in all). */
const fewestForIsotonic = 300

/** The method that suits the rows: isotonic where every class has 300 of them, else Platt's. */
export function suitedMethod({ classes, actual }: Pick<CalibrationRows, 'classes' | 'actual'>): CalibrationMethod {
  const counts = new Float64Array(classes.length)
  for (const place of actual) if (!Number.isNaN(place)) counts[place]!++
  return counts.every((count) => count >= fewestForIsotonic) ? 'isotonic' : 'platt'
}

/**
 * What the probabilities of each class are to become: one map for the second of two classes, else one for each. Rows whose class is not known, or
 * that the model could not answer, say nothing. Throws LearnProblem `one-class`, `no-rows` and `bad-weights`.
 */
export function fitCalibration(rows: CalibrationRows, method: CalibrationMethod): CalibrationMap[] {
  const { classes, probabilities, actual, weights } = rows
  const known = Int32Array.from(
    actual.keys().filter((row) => !Number.isNaN(actual[row]!) && probabilities.every((shares) => Number.isFinite(shares[row]!))),
  )
  if (known.length === 0) throw nothingKnown
  const weight = checkWeights(known.length, weights && Float64Array.from(known, (row) => weights[row]!))
  const wanted = classes.length === 2 ? [1] : [...classes.keys()]
  return wanted.map((place) => {
    const share = Float64Array.from(known, (row) => probabilities[place]![row]!)
    const positive = Uint8Array.from(known, (row) => (actual[row] === place ? 1 : 0))
    const found = positive.reduce((sum, one, i) => sum + (weight[i]! > 0 ? one : 0), 0)
    if (found === 0 || found === positive.length) throw oneSided(classes[place]!, found > 0)
    return method === 'isotonic'
      ? { method, ...fitIsotonic(share, Float64Array.from(positive), weight) }
      : { method, ...fitShareLine(share, positive, weight) }
  })
}

const nothingKnown = new LearnProblem({
  code: 'no-rows',
  text: {
    en: 'No row has both a known class and an answer of the model.',
    fr: 'Aucune ligne n’a à la fois une classe connue et une réponse du modèle.',
  },
  action: { en: 'Connect rows whose target is known.', fr: 'Reliez des lignes dont la cible est connue.' },
})

function oneSided(name: string, all: boolean): LearnProblem {
  return new LearnProblem({
    code: 'one-class',
    text: all
      ? {
          en: `All rows are “${name}”: how often that is right cannot be learned.`,
          fr: `Toutes les lignes sont « ${name} » : on ne peut pas apprendre combien de fois c’est juste.`,
        }
      : {
          en: `No row is “${name}”: how often that is right cannot be learned.`,
          fr: `Aucune ligne n’est « ${name} » : on ne peut pas apprendre combien de fois c’est juste.`,
        },
    action: { en: 'Connect more rows, with every class among them.', fr: 'Reliez davantage de lignes, avec toutes les classes.' },
  })
}
