import { foldDuel, overFolds } from '../../engine/learn/evaluate/over-folds.ts'
import { nearNumberText, nearShareText } from '../../engine/learn/number-text.ts'
import type { Duel, Evaluation, Figure } from '../../engine/protocol/artifact.ts'
import type { Text } from '../../engine/protocol/text.ts'

/** What was measured of one model: on all rows together, and on those of each fold. */
export interface FoldedEvaluation {
  readonly pooled: Evaluation
  readonly folds: readonly Evaluation[]
}

const valuesOf = (folds: readonly Evaluation[], id: string): readonly number[] =>
  folds.flatMap(({ figures }) => figures.find((figure) => figure.id === id)?.value ?? [])

const shown = (value: number, format: Figure['format']): Text => (format === 'percent' ? nearShareText(value, 1) : nearNumberText(value))

/**
 * The evaluation of all rows with each figure as the mean over folds and its interval; what all rows together give is told in the words of how
 * it was found. `testToTrain`: rows that judge for each row that is learned from.
 */
export function foldedEvaluation({ pooled, folds }: FoldedEvaluation, testToTrain: number): Evaluation {
  const figures = pooled.figures.map((figure): Figure => {
    const values = valuesOf(folds, figure.id)
    if (values.length === 0 || figure.value === null) return figure
    const { mean, interval } = overFolds(values, testToTrain)
    const { interval: _pooled, method: _method, ...rest } = figure
    const [low, high] = [shown(Math.min(...values), figure.format), shown(Math.max(...values), figure.format)]
    const all = shown(figure.value, figure.format)
    return {
      ...rest,
      value: mean,
      // Folds that all give the same leave no width, which would say that the figure is known for sure.
      ...(interval && interval[0] < interval[1] && { interval: within(figure, interval) }),
      method: {
        en: `Mean of ${values.length} folds, ${low.en} to ${high.en}; all rows together ${all.en}. The interval knows that folds share training rows.`,
        fr: `Moyenne de ${values.length} plis, de ${low.fr} à ${high.fr} ; toutes les lignes ensemble ${all.fr}. L’intervalle tient compte des lignes d’apprentissage communes.`,
      },
    }
  })
  return {
    ...pooled,
    figures,
    verdict: {
      en: `${pooled.verdict.en} Each row was answered by a model that had not seen it.`,
      fr: `${pooled.verdict.fr} Chaque ligne a eu la réponse d’un modèle qui ne l’avait pas vue.`,
    },
  }
}

const shares: ReadonlySet<string> = new Set(['auc', 'average-precision'])

/** An interval cut where its figure ends: shares at 0 and 1, errors at 0. */
function within({ id, format, better }: Figure, [low, high]: readonly [number, number]): [number, number] {
  const isShare = format === 'percent' || shares.has(id)
  return [isShare || better === 'lower' ? Math.max(0, low) : low, isShare || id === 'r2' ? Math.min(1, high) : high]
}

/** Every pair of models by every main figure, held against each other fold by fold. `rope`: points of a hundred that make no difference. */
export function foldDuels(
  models: readonly FoldedEvaluation[],
  { testToTrain, rope }: { testToTrain: number; rope: number },
): readonly Duel[] {
  return models.flatMap((first, a) =>
    models.slice(a + 1).flatMap((second, index) => {
      const b = a + 1 + index
      return first.pooled.figures.flatMap((figure): Duel[] => {
        const [own, other] = [valuesOf(first.folds, figure.id), valuesOf(second.folds, figure.id)]
        if (figure.detail || figure.better === undefined || own.length < 2 || own.length !== other.length) return []
        const sign = figure.better === 'lower' ? -1 : 1
        const range = (rope / 100) * unitOf(figure, [...own, ...other])
        const { lead, interval, better, equal } = foldDuel(
          own.map((value, fold) => sign * (value - (other[fold] as number))),
          testToTrain,
          range,
        )
        const limit = shown(range, figure.format)
        return [
          {
            a,
            b,
            figure: figure.id,
            label: figure.label,
            format: figure.format,
            lead,
            interval: interval && [interval[0], interval[1]],
            probability: better,
            equal,
            method: {
              en: `Correlated t-test over ${own.length} folds; up to ${limit.en} is no difference.`,
              fr: `Test t corrélé sur ${own.length} plis ; jusqu’à ${limit.fr}, pas de différence.`,
            },
          },
        ]
      })
    }),
  )
}

/** Errors in the unit of the target are held against their own size; shares and scores from 0 to 1 against 1. */
export function unitOf({ id, format }: Pick<Figure, 'id' | 'format'>, values: readonly number[]): number {
  const bounded = format === 'percent' || ['auc', 'average-precision', 'brier', 'mcc', 'kappa', 'r2', 'log-loss'].includes(id)
  return bounded ? 1 : values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length
}
