import type { EngineEventBody } from '../protocol/event.ts'
import type { Text } from '../protocol/text.ts'

/** Passes progress of a step on at most ten times a second, with rate and time left; the share never falls. */
export function throttledProgress(
  runId: string,
  node: string,
  emit: (event: EngineEventBody) => void,
): { share(share: number, rows: number, note?: Text): void } {
  const started = performance.now()
  let last = 0
  let most = 0
  return {
    share(share, rows, note) {
      const now = performance.now()
      if (now - last < 100 && share < 1) return
      last = now
      most = Math.max(most, Math.min(1, share))
      const seconds = (now - started) / 1000
      emit({
        type: 'step.progress',
        runId,
        node,
        share: most,
        ...(rows > 0 && { rows, rowsPerSecond: Math.round(rows / Math.max(seconds, 0.001)) }),
        secondsLeft: most > 0.02 && seconds > 0.5 ? (seconds * (1 - most)) / most : null,
        ...(note && { note }),
      })
    },
  }
}
