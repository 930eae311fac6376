import type { FitControl } from '../estimator.ts'
import type { BoostData, BoostSettings } from './boost-data.ts'
import type { TreeEnsemble } from './tree-ensemble.ts'

/** How far boosting came: enough to go on as if nothing had happened. */
export interface RoundsSoFar {
  readonly rounds: number
  readonly best: { readonly loss: number; readonly rounds: number }
  readonly trees: TreeEnsemble
  /** By output, of every row. */
  readonly scores: readonly Float32Array[]
}

interface Point {
  readonly name: string
  readonly step: number
  readonly value: number
}

interface KeptRounds {
  /** Where an earlier fit of the same rows was stopped; its curves have been told again. */
  readonly last: RoundsSoFar | null
  /** Tells a point of a curve, and keeps it. */
  readonly tell: FitControl['metric']
  due(): boolean
  write(rounds: RoundsSoFar): Promise<void>
}

/** Reads what was kept of this fit, and keeps what is to come. */
export async function keptRounds(data: BoostData, { seed, trees }: BoostSettings, control: FitControl): Promise<KeptRounds> {
  const { kept } = control
  const placeOf = (round: number) => ({ en: `round ${round} of ${trees}`, fr: `l’étape ${round} sur ${trees}` })
  const mark = kept ? markOf(data, seed) : 0
  const last = (await kept?.read(mark)) as (RoundsSoFar & { readonly points: readonly Point[] }) | null | undefined
  const points: Point[] = [...(last?.points ?? [])]
  for (const { name, step, value } of points) control.metric(name, step, value)
  if (last) {
    const place = placeOf(last.rounds)
    control.progress(last.rounds / trees, { en: `Goes on from ${place.en}`, fr: `Reprend à ${place.fr}` })
  }
  return {
    last: last ?? null,
    tell(name, step, value) {
      if (kept) points.push({ name, step, value })
      control.metric(name, step, value)
    },
    due: () => kept?.due() ?? false,
    // Scores lie in shared memory: a copy is what is kept.
    write: async ({ scores, ...rest }) =>
      kept?.write({ ...rest, scores: scores.map((own) => Float32Array.from(own)), points }, { mark, place: placeOf(rest.rounds) }),
  }
}

const mostLookedAt = 20_000

/** Differs for other rows: a body that fits several models must not go on with one on the rows of another. */
function markOf({ x, y, weights }: BoostData, seed: number): number {
  let sum = seed + x.rows + x.columns.length / 7
  const every = Math.ceil(x.rows / mostLookedAt)
  for (let i = 0; i < x.rows; i++) sum += (y[i]! + weights[i]! / 3) * ((i % 97) + 1)
  for (const [at, column] of x.columns.entries())
    for (let i = 0; i < x.rows; i += every) if (Number.isFinite(column[i]!)) sum += column[i]! * ((i % 89) + at + 1)
  return sum
}
