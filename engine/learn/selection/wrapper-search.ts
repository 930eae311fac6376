import type { FitControl } from '../estimator.ts'
import { setJudge, type JudgedBy } from './judge-sets.ts'

export interface SearchAsked extends JudgedBy {
  /** `forward`: from none, adding; `backward`: from all, leaving out. */
  readonly direction: 'forward' | 'backward'
  /** Forward ends when the best addition gains less, backward when the least loss is more. */
  readonly tolerance: number
  /** Features that are kept at most. */
  readonly most: number
}

export interface SearchStep {
  /** The feature that came or went; -1 for where the search began, and where whole sets are bred. */
  readonly feature: number
  /** Features in the set. */
  readonly size: number
  /** Sets judged so far. */
  readonly tried: number
  readonly score: number
}

export interface Found {
  readonly kept: readonly number[]
  readonly steps: readonly SearchStep[]
}

/** Adds or leaves out one feature after the other, as a learner judges the sets. */
export async function wrapperSearch(asked: SearchAsked, control: FitControl): Promise<Found> {
  const { direction, widths, tolerance, most } = asked
  const forward = direction === 'forward'
  const judge = setJudge(asked, control)
  let kept = forward ? [] : [...widths.keys()]
  let score = forward ? (asked.task === 'classification' ? 0.5 : 0) : await judge.score(kept)
  const steps: SearchStep[] = [{ feature: -1, size: kept.length, tried: judge.tried(), score }]
  const rounds = forward ? Math.min(most, widths.length) : widths.length - 1
  for (let round = 0; round < rounds; round++) {
    const open = forward ? [...widths.keys()].filter((feature) => !kept.includes(feature)) : kept
    let best: { readonly feature: number; readonly score: number; readonly set: number[] } | undefined
    for (const [at, feature] of open.entries()) {
      const set = forward ? [...kept, feature].toSorted((a, b) => a - b) : kept.filter((other) => other !== feature)
      const own = await judge.score(set)
      if (!best || own > best.score + 1e-12) best = { feature, score: own, set }
      control.progress((round + (at + 1) / open.length) / rounds)
    }
    // Backward goes on above the number wanted, whatever it costs.
    const isForced = !forward && kept.length > most
    if (!best || (!isForced && best.score - score < (forward ? tolerance : -tolerance))) break
    kept = best.set
    score = best.score
    steps.push({ feature: best.feature, size: kept.length, tried: judge.tried(), score })
  }
  control.progress(1)
  return { kept, steps }
}
