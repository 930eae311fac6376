import type { Duel, Evaluation, Figure } from '../../../engine/protocol/artifact.ts'

export interface BestModel {
  readonly model: Evaluation
  readonly runnerUp: Evaluation
  readonly figure: Figure
  readonly other: Figure
  /** That it is better on the same rows; null while nobody held the two against each other. */
  readonly probability: number | null
  /** That the two are equal for practical purposes, where somebody said what that is. */
  readonly equal: number | null
  /** Better beyond chance: by that probability, else by intervals that do not touch. Null where neither is known. */
  readonly sure: boolean | null
}

const usual = { classification: ['auc', 'balanced-accuracy', 'accuracy'], regression: ['r2', 'mae'] } as const

/** The figure by which models are ranked: what suits the task, else the first that says which way is better. */
function headlineOf({ task, figures }: Evaluation): Figure | undefined {
  const ranked = figures.filter((figure) => figure.better !== undefined && figure.value !== null)
  const suited = usual[task].flatMap((id) => ranked.find((figure) => figure.id === id) ?? [])
  return suited[0] ?? ranked[0]
}

/** The best of several models by their headline figure, beside the next one. Null when they cannot be ranked. */
export function bestModel(evaluations: readonly Evaluation[], duels: readonly Duel[] = []): BestModel | null {
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
  const pair = [evaluations.indexOf(best.model), evaluations.indexOf(next.model)] as const
  const duel = duels.find((one) => one.figure === id && pair.includes(one.a) && pair.includes(one.b))
  const probability = duel ? (duel.a === pair[0] ? duel.probability : 1 - duel.probability - (duel.equal ?? 0)) : null
  const sure = probability === null ? apart : probability >= surely
  return { model: best.model, runnerUp: next.model, figure: best.figure, other: next.figure, probability, equal: duel?.equal ?? null, sure }
}

const surely = 0.95
