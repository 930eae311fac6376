import type { Text } from '../../protocol/text.ts'
import { LearnProblem } from '../problem.ts'
import { randomFrom, shuffledIndices } from '../random.ts'

/** `best`: the smallest mean error; `simplest`: the strongest penalty whose mean error is within one standard error of it (Breiman's rule). */
export type ChoiceRule = 'best' | 'simplest'

/** A little beyond what leaves nothing of a lasso, so that rounding leaves nothing either. */
const beyond = 1 + 1e-12

/** Numbers from `most` down to `most * ratio`, in equal steps of their logarithm. */
export function strengthGrid(most: number, ratio: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, at) => most * beyond * ratio ** (at / (count - 1)))
}

/** The rows of each fold: chance by the seed, or as `given` says (a number from 0 for each row). */
export function foldRows(rows: number, folds: number, seed: number, given?: Int32Array): Int32Array[] {
  if (given) {
    const count = given.reduce((most, fold) => Math.max(most, fold + 1), 0)
    const lists = Array.from({ length: count }, () => new Array<number>())
    given.forEach((fold, row) => lists[fold]!.push(row))
    return lists.map((list) => Int32Array.from(list))
  }
  if (!(folds >= 2 && folds <= rows)) throw tooManyFolds(folds, rows)
  const lists = Array.from(
    { length: folds },
    (_, fold) => new Int32Array(Math.floor(((fold + 1) * rows) / folds) - Math.floor((fold * rows) / folds)),
  )
  const foldOf = new Int32Array(rows)
  let place = 0
  const order = shuffledIndices(rows, randomFrom(seed ^ 0xf01d))
  lists.forEach((list, fold) => {
    for (let i = 0; i < list.length; i++) foldOf[order[place++]!] = fold
  })
  const ends = new Int32Array(folds)
  for (let row = 0; row < rows; row++) {
    const fold = foldOf[row]!
    lists[fold]![ends[fold]!++] = row
  }
  return lists
}

function tooManyFolds(folds: number, rows: number): LearnProblem {
  return new LearnProblem({
    code: 'bad-option',
    option: 'folds',
    text: {
      en: `${rows} rows cannot be put into ${folds} folds.`,
      fr: `${rows} lignes ne se répartissent pas en ${folds} plis.`,
    },
    action: {
      en: 'Ask for fewer folds, connect more rows, or give the strength yourself.',
      fr: 'Demandez moins de plis, reliez plus de lignes, ou donnez la force vous-même.',
    },
  })
}

export interface Choice {
  readonly error: readonly number[]
  readonly spread: readonly number[]
  readonly chosen: number
}

/** Chooses among strengths by the errors of each fold (`errors[fold][strength]`), strongest first. */
export function chooseStrength(errors: readonly (readonly number[])[], rule: ChoiceRule): Choice {
  const folds = errors.length
  const steps = errors[0]?.length ?? 0
  const error = Array.from({ length: steps }, (_, at) => errors.reduce((sum, fold) => sum + fold[at]!, 0) / folds)
  const spread = error.map((mean, at) => {
    const squares = errors.reduce((sum, fold) => sum + (fold[at]! - mean) ** 2, 0)
    return Math.sqrt(squares / (folds - 1) / folds)
  })
  let best = 0
  error.forEach((value, at) => {
    if (value < error[best]!) best = at
  })
  const within = error[best]! + spread[best]!
  return { error, spread, chosen: rule === 'best' ? best : error.findIndex((value) => value <= within) }
}

/** Says it when the chosen strength is the first or last that was tried. */
export function edgeRemark(chosen: number, count: number): Text[] {
  if (chosen > 0 && chosen < count - 1) return []
  return chosen === 0
    ? [
        {
          en: 'The strongest penalty tried is the best: the columns say little about the target.',
          fr: 'La plus forte pénalité essayée est la meilleure : les colonnes disent peu de la cible.',
        },
      ]
    : [
        {
          en: 'The weakest penalty tried is the best: there is no need of one here.',
          fr: 'La plus faible pénalité essayée est la meilleure : il n’en faut pas ici.',
        },
      ]
}
