import type { FitOptions, Task } from './estimator.ts'
import type { Matrix } from './matrix.ts'
import { countText } from './number-text.ts'
import { LearnProblem } from './problem.ts'

export interface CheckedTraining {
  /** One per row; all 1 when none were given. */
  readonly weights: Float64Array
  readonly totalWeight: number
  readonly classes: readonly string[]
}

interface CheckRules {
  readonly task: Task
  /** Whether the estimator has a rule for missing feature values. */
  readonly missing: 'refuse' | 'accept'
  /** The baseline learns from a single class or value too. */
  readonly constantTarget?: 'accept'
}

/** Everything that must hold before any estimator fits; throws the LearnProblem that says what to put right. */
export function checkTraining(x: Matrix, y: Float64Array, options: FitOptions, rules: CheckRules): CheckedTraining {
  if (x.rows === 0) {
    throw new LearnProblem({
      code: 'no-rows',
      text: { en: 'There are no rows to learn from.', fr: 'Il n’y a aucune ligne pour apprendre.' },
      action: { en: 'Check the filters before this node.', fr: 'Vérifiez les filtres placés avant ce nœud.' },
    })
  }
  if (x.columns.length === 0 && rules.constantTarget !== 'accept') {
    throw new LearnProblem({
      code: 'no-columns',
      text: { en: 'There is no column to learn from.', fr: 'Il n’y a aucune colonne pour apprendre.' },
      action: { en: 'Choose at least one feature.', fr: 'Choisissez au moins une variable.' },
    })
  }
  if (y.length !== x.rows) throw lengthMismatch('target', y.length, x.rows)
  checkTarget(y)
  const weights = checkWeights(x.rows, options.sampleWeight)
  checkFeatures(x, rules.missing)
  const classes = rules.task === 'classification' ? (options.classes ?? []) : []
  if (rules.task === 'classification') checkClasses(y, classes, weights, rules.constantTarget === 'accept')
  else if (rules.constantTarget !== 'accept') checkSpread(y, weights)
  return { weights, totalWeight: weights.reduce((sum, weight) => sum + weight, 0), classes }
}

export function lengthMismatch(what: string, length: number, rows: number): LearnProblem {
  return new LearnProblem({
    code: 'length-mismatch',
    text: {
      en: `${what} has ${countText(length)} values for ${countText(rows)} rows.`,
      fr: `${what} a ${countText(length)} valeurs pour ${countText(rows)} lignes.`,
    },
  })
}

function checkTarget(y: Float64Array): void {
  let missing = 0
  for (const value of y) if (!Number.isFinite(value)) missing++
  if (missing === 0) return
  throw new LearnProblem({
    code: 'missing-target',
    text: {
      en: `The target is missing in ${countText(missing)} of ${countText(y.length)} rows.`,
      fr: `La cible manque dans ${countText(missing)} lignes sur ${countText(y.length)}.`,
    },
    action: { en: 'Drop the rows without a target.', fr: 'Retirez les lignes sans cible.' },
  })
}

/** The weights, or ones; throws `bad-weights` for a negative, missing or infinite weight and when all are 0. */
export function checkWeights(rows: number, given: Float64Array | undefined): Float64Array {
  if (!given) return new Float64Array(rows).fill(1)
  if (given.length !== rows) throw lengthMismatch('weight', given.length, rows)
  let bad = 0
  let total = 0
  for (const weight of given) {
    if (weight >= 0 && Number.isFinite(weight)) total += weight
    else bad++
  }
  if (bad > 0 || total === 0) {
    throw new LearnProblem({
      code: 'bad-weights',
      text:
        bad > 0
          ? {
              en: `${countText(bad)} weights are missing, negative or infinite.`,
              fr: `${countText(bad)} poids sont manquants, négatifs ou infinis.`,
            }
          : { en: 'All weights are 0.', fr: 'Tous les poids valent 0.' },
      action: { en: 'Weights must be 0 or more, and not all 0.', fr: 'Les poids doivent être positifs ou nuls, et pas tous nuls.' },
    })
  }
  return given
}

function checkFeatures(x: Matrix, missingRule: CheckRules['missing']): void {
  let filled = 0
  x.columns.forEach((column, j) => {
    const name = x.names[j]!
    let missing = 0
    let infinite = 0
    // A number less itself is 0, and NaN for what is no number or infinite: most columns have neither.
    let odd = 0
    for (let i = 0; i < column.length; i++) odd += column[i]! - column[i]!
    if (odd === 0) {
      filled++
      return
    }
    for (const value of column) {
      if (Number.isNaN(value)) missing++
      else if (!Number.isFinite(value)) infinite++
    }
    if (infinite > 0) {
      throw new LearnProblem({
        code: 'infinite-values',
        column: name,
        text: {
          en: `${name} holds ${countText(infinite)} infinite values.`,
          fr: `${name} contient ${countText(infinite)} valeurs infinies.`,
        },
        action: { en: 'Replace them or leave the column out.', fr: 'Remplacez-les ou écartez la colonne.' },
      })
    }
    if (missing < x.rows) filled++
    if (missing > 0 && missingRule === 'refuse') {
      throw new LearnProblem({
        code: missing === x.rows ? 'all-missing' : 'missing-values',
        column: name,
        text: {
          en: `${name} is missing in ${countText(missing)} of ${countText(x.rows)} rows.`,
          fr: `${name} manque dans ${countText(missing)} lignes sur ${countText(x.rows)}.`,
        },
        action:
          missing === x.rows
            ? { en: 'Leave the column out.', fr: 'Écartez la colonne.' }
            : { en: 'Fill missing values before this node.', fr: 'Comblez les valeurs manquantes avant ce nœud.' },
      })
    }
  })
  if (filled === 0 && x.columns.length > 0) {
    throw new LearnProblem({
      code: 'all-missing',
      text: { en: 'Every value of every column is missing.', fr: 'Toutes les valeurs de toutes les colonnes manquent.' },
    })
  }
}

function checkClasses(y: Float64Array, classes: readonly string[], weights: Float64Array, acceptOne: boolean): void {
  const seen = new Set<number>()
  let last = -1
  for (let i = 0; i < y.length; i++) {
    const code = y[i]!
    if (!Number.isInteger(code) || code < 0 || code >= classes.length) {
      throw new LearnProblem({
        code: 'bad-class',
        text: {
          en: `Row ${i + 1} has class ${code}, but there are ${classes.length} classes.`,
          fr: `La ligne ${i + 1} a la classe ${code}, mais il y a ${classes.length} classes.`,
        },
      })
    }
    if (code !== last && weights[i]! > 0) seen.add((last = code))
  }
  if (seen.size > 1 || acceptOne) return
  const name = classes[[...seen][0]!]!
  throw new LearnProblem({
    code: 'one-class',
    text: { en: `Every row has the same class, ${name}.`, fr: `Toutes les lignes ont la même classe, ${name}.` },
    action: {
      en: 'A model needs at least two classes to tell apart.',
      fr: 'Un modèle a besoin d’au moins deux classes à distinguer.',
    },
  })
}

function checkSpread(y: Float64Array, weights: Float64Array): void {
  let first = Number.NaN
  for (let i = 0; i < y.length; i++) {
    if (weights[i] === 0) continue
    if (Number.isNaN(first)) first = y[i]!
    else if (y[i] !== first) return
  }
  throw new LearnProblem({
    code: 'constant-target',
    text: { en: `The target is ${first} in every row.`, fr: `La cible vaut ${first} dans toutes les lignes.` },
    action: { en: 'There is nothing to learn; choose another target.', fr: 'Il n’y a rien à apprendre ; choisissez une autre cible.' },
  })
}
