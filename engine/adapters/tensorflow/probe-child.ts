import { loadBackend, UnusableBackend, type BackendPlaces, type ProbedId } from './backend.ts'
import { kernelSpeed, tensorSpeed } from './multiplication-speed.ts'
import { trialStep, trialTolerance } from './trial-step.ts'

/** What the probing child writes on one line of stdout, after `probeMark`. */
export type ProbeAnswer =
  | { readonly outcome: 'works'; readonly milliseconds: number; readonly gigaflops: number }
  | { readonly outcome: 'wrong'; readonly error: number }
  | { readonly outcome: 'unusable'; readonly reason: UnusableBackend['reason'] }
  | { readonly outcome: 'failed'; readonly message: string }

export const probeMark = 'millrace-probe '

/** Loads the back end and lets it do one step of training. Runs in a child process: it may never come back. */
export async function probeHere(id: ProbedId, places: BackendPlaces): Promise<ProbeAnswer> {
  try {
    const began = performance.now()
    if (id === 'own') {
      const gigaflops = kernelSpeed()
      return { outcome: 'works', milliseconds: Math.round(performance.now() - began), gigaflops }
    }
    const tf = await loadBackend(id, places)
    const error = await trialStep(tf)
    if (!(error <= trialTolerance)) return { outcome: 'wrong', error }
    const milliseconds = Math.round(performance.now() - began)
    return { outcome: 'works', milliseconds, gigaflops: await tensorSpeed(tf) }
  } catch (error) {
    if (error instanceof UnusableBackend) return { outcome: 'unusable', reason: error.reason }
    return { outcome: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}
