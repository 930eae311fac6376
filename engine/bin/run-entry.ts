import type { RunEntry } from '../protocol/workspace.ts'
import type { RunManifest } from '../store/run-store.ts'

/** A run as lists show it. One that says `running` without going on was lost with its engine. */
export function runEntry(manifest: RunManifest, running: readonly string[]): RunEntry {
  return {
    id: manifest.id,
    pipeline: manifest.pipeline,
    startedAt: manifest.startedAt,
    seconds: manifest.seconds,
    outcome: manifest.outcome === 'running' && !running.includes(manifest.id) ? 'lost' : manifest.outcome,
    executed: manifest.steps.filter((step) => step.state === 'executed').length,
    reused: manifest.steps.filter((step) => step.state === 'reused').length,
    figures: [...manifest.figures],
  }
}

/** How the last run of each pipeline ended; `manifests` newest first. */
export function lastOutcomes(
  manifests: readonly RunManifest[],
  running: readonly string[],
): Map<string, 'done' | 'failed' | 'cancelled' | 'running'> {
  const last = new Map<string, 'done' | 'failed' | 'cancelled' | 'running'>()
  for (const manifest of manifests.toReversed()) {
    const { outcome } = runEntry(manifest, running)
    last.set(manifest.pipeline, outcome === 'lost' ? 'failed' : outcome)
  }
  return last
}
