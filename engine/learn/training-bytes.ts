import { roomFrom } from '../kernels/crew.ts'
import { countText, numberText } from './number-text.ts'
import { LearnProblem } from './problem.ts'

/** What a learner needs beside the matrix: bytes in one memory of kernels (0 when it has none), and bytes elsewhere. */
export interface LearnerNeeds {
  readonly kernels: number
  readonly beside: number
}

/** Given the rows and the columns of a matrix. */
export type NeedsOf = (rows: number, columns: number) => LearnerNeeds

/** Most bytes that a memory of kernels addresses. */
const mostKernelBytes = 2 ** 32 - roomFrom

/** Bytes for a matrix of 64-bit numbers and for what the learner holds beside it. */
export function trainingBytes(rows: number, columns: number, learner: NeedsOf): number {
  const { kernels, beside } = learner(rows, columns)
  return rows * columns * 8 + kernels + beside
}

/** Before anything large is made: throws LearnProblem `too-large` when kernels cannot address the table, or when it takes more than is free. */
export function checkTrainingBytes(
  { rows, columns }: { readonly rows: number; readonly columns: number },
  learner: NeedsOf,
  free: number,
): void {
  const needed = trainingBytes(rows, columns, learner)
  const { kernels } = learner(rows, columns)
  if (kernels <= mostKernelBytes && needed <= free) return
  const size = {
    en: `${countText(rows)} rows of ${countText(columns)} columns need ${gigabytes(needed).en} to learn from`,
    fr: `${countText(rows)} lignes de ${countText(columns)} colonnes demandent ${gigabytes(needed).fr} pour apprendre`,
  }
  const limit =
    kernels > mostKernelBytes
      ? {
          en: `${gigabytes(kernels).en} of it in one piece, which may have ${gigabytes(mostKernelBytes).en}`,
          fr: `dont ${gigabytes(kernels).fr} d’un seul tenant, pour un maximum de ${gigabytes(mostKernelBytes).fr}`,
        }
      : { en: `${gigabytes(free).en} are free`, fr: `${gigabytes(free).fr} sont libres` }
  throw new LearnProblem({
    code: 'too-large',
    text: { en: `${size.en}; ${limit.en}.`, fr: `${size.fr} ; ${limit.fr}.` },
    action: {
      en: 'Learn from fewer rows (a sample) or fewer columns.',
      fr: 'Apprenez de moins de lignes (un échantillon) ou de moins de colonnes.',
    },
  })
}

function gigabytes(bytes: number): { en: string; fr: string } {
  const { en, fr } = numberText(bytes / 1e9, bytes < 1e10 ? 2 : 0)
  return { en: `${en} GB`, fr: `${fr} Go` }
}
