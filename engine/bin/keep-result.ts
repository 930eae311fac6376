import { ProblemError } from '../protocol/problem-error.ts'
import type { Resolved } from '../run/resolve.ts'
import { nothingYet } from './answers.ts'
import type { Engine } from './create-engine.ts'

/**
 * Writes all outputs of a node to disk, by a run where they are not there yet, and gives the fingerprint and the time of the result. Throws the
 * problem of the run, or of a node that gives nothing.
 */
export async function keepResult(
  { store, runService }: Pick<Engine, 'store' | 'runService'>,
  resolved: Resolved,
  { path, id }: { readonly path: string; readonly id: string },
): Promise<{ fingerprint: string; at: string }> {
  const node = resolved.nodes.get(id)
  const ports = Object.keys(node?.definition?.outputs ?? {})
  const [port] = ports
  if (!node || port === undefined || node.fingerprint === '') throw new ProblemError(nothingYet(id, port ?? ''), 422)
  const { fingerprint } = node
  const whole = async () => {
    const record = await store.record(fingerprint)
    return record && ports.every((name) => record.ports[name]) ? { fingerprint, at: record.finishedAt } : null
  }
  const there = await whole()
  if (there) return there
  const { finished } = await runService.start({ pipeline: path, resolved, targets: [id], from: [], counts: 'after' })
  const { steps } = await finished
  const made = await whole()
  if (made) return made
  const problem = steps.find((step) => step.problem)?.problem
  throw new ProblemError(problem ?? nothingYet(id, port), 422)
}
