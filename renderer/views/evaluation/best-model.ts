import type { Evaluation, Figure } from '../../../engine/protocol/artifact.ts'

export interface BestModel {
  readonly model: Evaluation
  readonly runnerUp: Evaluation
  readonly figure: Figure
  readonly other: Figure
  /** The intervals of the two do not touch. Null while one of them has no interval. */
  readonly apart: boolean | null
}

const usual = { classification: ['auc', 'balanced-accuracy', 'accuracy'], regression: ['r2', 'mae'] } as const

/** The figure by which models are ranked: what suits the task, else the first that says which way is better. */
function headlineOf({ task, figures }: Evaluation): Figure | undefined {
  const ranked = figures.filter((figure) => figure.better !== undefined && figure.value !== null)
  const suited = usual[task].flatMap((id) => ranked.find((figure) => figure.id === id) ?? [])
  return suited[0] ?? ranked[0]
}

/** The best of several models by their headline figure, beside the next one. Null when they cannot be ranked. */
export function bestModel(evaluations: readonly Evaluation[]): BestModel | null {
  const [first] = evaluations
  const id = first && headlineOf(first)?.id
  if (id === undefined) return null
  const ranked = evaluations
    .flatMap((model) => {
      const figure = model.figures.find((other) => other.id === id)
      return figure && figure.value !== null ? [{ model, figure, value: figure.value }] : []
    })
    .toSorted((a, b) => (a.figure.better === 'lower' ? a.value - b.value : b.value - a.value))
  const [best, next] = ranked
  if (!best || !next) return null
  const [a, b] = [best.figure.interval, next.figure.interval]
  const apart = a && b ? a[0] > b[1] || b[0] > a[1] : null
  return { model: best.model, runnerUp: next.model, figure: best.figure, other: next.figure, apart }
}
