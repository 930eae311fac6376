import { QueryCancelled } from '../adapters/duckdb/database.ts'
import type { FindingLine } from '../protocol/observation.ts'
import type { Problem } from '../protocol/problem.ts'
import { accepting, isAccepted } from './accepted-warnings.ts'
import { isAfterRun, observeNode, type ObserveTools } from './observe-node.ts'
import type { Resolved, ResolvedNode } from './resolve.ts'

export interface WatchInputsOptions extends Omit<ObserveTools, 'signal'> {
  /** How long nothing must have been asked before the work begins, in milliseconds. */
  readonly quietMs?: number
  /** Whether the machine has better things to do now. */
  busy(): boolean
  /** Something was found that `problemsOf` did not give before. */
  changed(): void
  log(text: string): void
}

export interface InputWatcher {
  /** Says that this document is in sight: what its nodes say of their inputs is found out soon, one node after the other. */
  offer(resolved: Resolved): void
  /** What was found so far: the warnings of nodes about what flows into them. */
  problemsOf(resolved: Resolved): readonly Problem[]
  /** Looks at all nodes now. Throws QueryCancelled when the signal is aborted. */
  look(resolved: Resolved, signal: AbortSignal): Promise<readonly Problem[]>
  /** Ends what goes on, and waits for its end. */
  stop(): Promise<void>
}

/** More documents are not open at a time. */
const mostRemembered = 2000

/**
 * Looks at what flows into the nodes of a document while nothing else goes on, so that a leak is a problem of its node without anybody
 * selecting it. A finding belongs to the fingerprint of its node: an edit elsewhere asks nothing again.
 */
export function watchInputs(options: WatchInputsOptions): InputWatcher {
  const { quietMs = 1500 } = options
  const found = new Map<string, readonly FindingLine[]>()
  let offered: readonly ResolvedNode[] = []
  let timer: NodeJS.Timeout | undefined
  let abort = new AbortController()
  let work: Promise<void> = Promise.resolve()
  let stopped = false

  const lookAt = async (node: ResolvedNode, signal: AbortSignal): Promise<readonly FindingLine[]> => {
    const known = found.get(keyOf(node))
    if (known) return known
    // With nothing accepted: what a person accepts later must not be looked for anew.
    const { accepted: _accepted, ...plain } = node.node
    const observed = await observeNode({ ...node, node: plain }, { ...options, signal })
    if (isAfterRun(observed)) return []
    const warnings = observed.findings.filter(({ tone }) => tone === 'warning')
    const [oldest] = found.keys()
    if (found.size >= mostRemembered && oldest !== undefined) found.delete(oldest)
    found.set(keyOf(node), warnings)
    return warnings
  }

  const next = async (): Promise<void> => {
    const { signal } = abort
    let fresh = 0
    for (const node of offered) {
      if (signal.aborted || options.busy()) break
      if (found.has(keyOf(node))) continue
      try {
        fresh += problemsAt(node, await lookAt(node, signal)).length
      } catch (error) {
        if (error instanceof QueryCancelled || signal.aborted) break
        // A table that cannot be read is a problem of its source, said there.
        options.log(`${node.id}: what flows in was not looked at: ${error instanceof Error ? error.message : String(error)}`)
        found.set(keyOf(node), [])
      }
    }
    if (fresh > 0) options.changed()
  }

  return {
    offer(resolved) {
      if (stopped) return
      const before = offered.map(keyOf).join('\n')
      offered = watched(resolved)
      clearTimeout(timer)
      if (offered.map(keyOf).join('\n') !== before) abort.abort()
      if (offered.every((node) => found.has(keyOf(node)))) return
      timer = setTimeout(() => {
        abort = new AbortController()
        work = work.then(next)
      }, quietMs)
      timer.unref()
    },
    problemsOf: (resolved) => watched(resolved).flatMap((node) => problemsAt(node, found.get(keyOf(node)) ?? [])),
    async look(resolved, signal) {
      const problems: Problem[] = []
      for (const node of watched(resolved)) problems.push(...problemsAt(node, await lookAt(node, signal)))
      return problems
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      abort.abort()
      await work
    },
  }
}

/** The warnings of a node that nobody accepted, each with its fix and a way to accept it. */
function problemsAt(node: ResolvedNode, warnings: readonly FindingLine[]): readonly Problem[] {
  return warnings
    .filter(({ text }) => !isAccepted(node, text))
    .map(({ text, fix }): Problem => {
      const fixes = [...(fix ? [fix] : []), accepting(node, text)]
      return { code: 'observed', severity: 'warning', place: { node: node.id }, text, fixes }
    })
}

const keyOf = ({ id, fingerprint }: ResolvedNode): string => `${id} ${fingerprint}`

function watched({ nodes }: Resolved): readonly ResolvedNode[] {
  return [...nodes.values()].filter(
    ({ definition, fingerprint, configured, node }) => definition?.observe && configured && !node.disabled && fingerprint !== '',
  )
}
