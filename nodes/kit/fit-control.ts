import type { FitControl } from '../../engine/learn/estimator.ts'
import type { FitContext } from './context.ts'

/** Lets a learner of engine/learn be stopped while a fit body runs. */
export function fitControl(ctx: FitContext): FitControl {
  return {
    cancelled: () => ctx.signal.aborted,
    progress: (share, note) => ctx.progress(share, note),
    metric: () => undefined,
    yieldNow: () => ctx.yieldNow(),
  }
}
