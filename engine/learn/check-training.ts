import { classText } from './class-text.ts'
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
  /** Whether the estimator squares feature values. Trees only compare them. */
  readonly huge?: 'accept'
  /** The baseline learns from a single class or value too. */
  readonly constantTarget?: 'accept'
}

/** The square of a larger number, times a few rows, is beyond all numbers. */
const largest = 1e100

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
  checkFeatures(x, rules)
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
  let huge = 0
  for (const value of y) {
    if (Number.isNaN(value)) missing++
    else if (!(Math.abs(value) <= largest)) huge++
  }
  if (huge > 0) {
    throw new LearnProblem({
      code: 'bad-target',
      text: {
        en: `The target is infinite, or too large to be squared, in ${countText(huge)} of ${countText(y.length)} rows.`,
        fr: `La cible est infinie, ou trop grande pour être mise au carré, dans ${countText(huge)} lignes sur ${countText(y.length)}.`,
      },
      action: {
        en: 'Leave such rows out before this node, or count in a larger unit.',
        fr: 'Écartez ces lignes avant ce nœud, ou comptez dans une unité plus grande.',
      },
    })
  }
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
              en: `${plural(bad, 'weight is', 'weights are')} missing, negative or infinite.`,
              fr: `${plural(bad, 'poids est manquant, négatif ou infini', 'poids sont manquants, négatifs ou infinis')}.`,
            }
          : { en: 'All weights are 0.', fr: 'Tous les poids valent 0.' },
      action: { en: 'Weights must be 0 or more, and not all 0.', fr: 'Les poids doivent être positifs ou nuls, et pas tous nuls.' },
    })
  }
  return given
}

function checkFeatures(x: Matrix, rules: CheckRules): void {
  // A number within bounds times this, less itself, is 0; NaN for what is no number, infinite or too large: most columns have none of them.
  const scale = rules.huge === 'accept' ? 1 : Number.MAX_VALUE / largest
  let filled = 0
  x.columns.forEach((column, j) => {
    let odd = 0
    for (let i = 0; i < column.length; i++) {
      const scaled = column[i]! * scale
      odd += scaled - scaled
    }
    if (odd === 0 || checkOddColumn(column, x.names[j]!, rules)) filled++
  })
  if (filled > 0 || x.columns.length === 0) return
  throw new LearnProblem({
    code: 'all-missing',
    text: { en: 'Every value of every column is missing.', fr: 'Toutes les valeurs de toutes les colonnes manquent.' },
    action: { en: 'Look at the rows that come in.', fr: 'Regardez les lignes qui arrivent.' },
  })
}

/** Whether a column that has missing values has others too; throws for what the estimator cannot take. */
function checkOddColumn(column: Float64Array, name: string, rules: CheckRules): boolean {
  let missing = 0
  let infinite = 0
  let huge = 0
  for (const value of column) {
    if (Number.isNaN(value)) missing++
    else if (!Number.isFinite(value)) infinite++
    else if (Math.abs(value) > largest) huge++
  }
  if (infinite > 0) {
    throw new LearnProblem({
      code: 'infinite-values',
      column: name,
      text: {
        en: `“${name}” holds ${plural(infinite, 'infinite value', 'infinite values')}.`,
        fr: `« ${name} » contient ${plural(infinite, 'valeur infinie', 'valeurs infinies')}.`,
      },
      action: { en: 'Replace them or leave the column out.', fr: 'Remplacez-les ou écartez la colonne.' },
    })
  }
  if (huge > 0 && rules.huge !== 'accept') {
    throw new LearnProblem({
      code: 'huge-values',
      column: name,
      text: {
        en: `“${name}” holds ${plural(huge, 'value that is', 'values that are')} too large to be squared (beyond 1e100).`,
        fr: `« ${name} » contient ${plural(huge, 'valeur trop grande pour être mise', 'valeurs trop grandes pour être mises')} au carré (plus de 1e100).`,
      },
      action: {
        en: 'Such values often stand for missing ones: declare them so, or leave the column out.',
        fr: 'De telles valeurs tiennent souvent lieu de manquants : déclarez-les ainsi, ou écartez la colonne.',
      },
    })
  }
  if (missing > 0 && rules.missing === 'refuse') {
    throw new LearnProblem({
      code: missing === column.length ? 'all-missing' : 'missing-values',
      column: name,
      text: {
        en: `“${name}” is missing in ${countText(missing)} of ${countText(column.length)} rows.`,
        fr: `« ${name} » manque dans ${countText(missing)} lignes sur ${countText(column.length)}.`,
      },
      action:
        missing === column.length
          ? { en: 'Leave the column out.', fr: 'Écartez la colonne.' }
          : { en: 'Fill missing values before this node.', fr: 'Comblez les valeurs manquantes avant ce nœud.' },
    })
  }
  return missing < column.length
}

/** 1 weight is, 12 weights are. */
function plural(count: number, one: string, many: string): string {
  return `${countText(count)} ${count === 1 ? one : many}`
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
  const name = classText(classes[[...seen][0]!]!)
  throw new LearnProblem({
    code: 'one-class',
    text: {
      en: `Every row that counts has the same class, “${name.en}”.`,
      fr: `Toutes les lignes qui comptent ont la même classe, « ${name.fr} ».`,
    },
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
