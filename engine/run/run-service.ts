import { randomBytes } from 'node:crypto'
import { toProblem } from '../../nodes/kit/problem.ts'
import { expandComponents, type ComponentUse } from '../graph/expand-components.ts'
import { parameterValues } from '../graph/parameter-values.ts'
import { splitEnd, type Document } from '../protocol/document.ts'
import type { EngineEventBody } from '../protocol/event.ts'
import type { Problem } from '../protocol/problem.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import type { ArtifactStore, StepRecord } from '../store/artifact-store.ts'
import type { RunManifest, RunStore } from '../store/run-store.ts'
import { executeRun } from './execute-run.ts'
import type { ExecutedRun, ExecuteTools } from './execute-tools.ts'
import type { RunRecord } from '../protocol/experiment-record.ts'
import { startMeter } from './compare/machine-meter.ts'
import { headlineFigures } from './compare/headline-figures.ts'
import type { EndedRun } from './compare/describe-run.ts'
import { problemData } from './problem-data.ts'
import type { StepOutcome } from './step-outcome.ts'
import { planRun } from './plan-run.ts'
import type { Resolved } from './resolve.ts'

export interface StartRun {
  /** Name of the pipeline file, for the manifest. */
  readonly pipeline: string
  readonly resolved: Resolved
  readonly targets: readonly string[]
  readonly from: readonly string[]
  /** Also count the rows of steps that were computed inside other queries: before the run ends, or after it, until the next run starts. */
  readonly counts: 'no' | 'within' | 'after'
}

export interface StartedRun {
  readonly id: string
  readonly finished: Promise<RunManifest>
}

export interface RunService {
  /** Starts a run. Throws ProblemError when a target is not there. */
  start(request: StartRun): Promise<StartedRun>
  /** False when no such run is going on. */
  cancel(id: string): boolean
  /** Tells a step at work to end with what there is; false when no such step is at work. A step that cannot goes on. */
  enough(id: string, node: string): boolean
  running(): readonly string[]
  /** Runs of this engine whose record is right, or about to be: one that is read as running has ended since, at most. */
  recorded(): readonly string[]
  /** Cancels everything and waits for its end. */
  stop(): Promise<void>
}

export interface RunServiceOptions {
  readonly runs: Pick<RunStore, 'begin' | 'finish' | 'log'>
  readonly store: ArtifactStore
  readonly version: string
  readonly cacheLimitBytes: number
  /** Fingerprints of results that pipelines of the workspace keep. */
  kept(): Promise<Iterable<string>>
  /** What a run that has ended leaves besides its manifest. */
  describe(ended: EndedRun): Promise<RunRecord>
  emit(event: EngineEventBody): void
  /** What executing needs, but for what belongs to one run. */
  readonly execute: Omit<ExecuteTools, 'emit' | 'log'>
}

export function createRunService(options: RunServiceOptions): RunService {
  const active = new Map<
    string,
    { abort: AbortController; askEnough: ReadonlyMap<string, () => void>; finished: Promise<RunManifest>; fingerprints: readonly string[] }
  >()
  const recorded = new Set<string>()
  // Counting what nobody waits for, after a run.
  let counting = { abort: new AbortController(), ended: Promise.resolve() }
  const stopCounting = () => {
    counting.abort.abort()
    return counting.ended
  }
  const countAfter = (ended: ExecutedRun, manifest: RunManifest, log: (text: string) => void) => {
    const abort = new AbortController()
    const before = stopCounting()
    const count = async () => {
      await before
      const steps = await ended.count(abort.signal)
      await options.runs.finish({ ...manifest, steps: withTitles(expandComponents(manifest.document).document, steps) })
    }
    counting = {
      abort,
      // The run did what it did: numbers that cannot be had are missing on their nodes.
      ended: count().catch((error: unknown) => log(`counting: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)),
    }
  }

  /** A run did what it did, even where it cannot be described any more. */
  const described = (ended: EndedRun, log: (text: string) => void): Promise<RunRecord | undefined> =>
    options.describe(ended).catch((error: unknown) => {
      log(`the record of the run: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      return undefined
    })

  const start = async (request: StartRun): Promise<StartedRun> => {
    const { resolved } = request
    // Of a component its results are wanted, or all of it anew.
    const targets = request.targets.flatMap((id) => resultsOf(resolved.uses.get(id)) ?? [id])
    const from = request.from.flatMap((id) => resolved.uses.get(id)?.inside ?? [id])
    for (const id of [...request.targets, ...request.from]) if (!resolved.nodes.has(id)) throw new ProblemError(noSuchNode(id), 404)
    const wholeDocument = resolved.problems.find((problem) => problem.severity === 'error')
    if (wholeDocument) throw new ProblemError(wholeDocument, 422)
    counting.abort.abort()
    const id = `${new Date().toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)}-${randomBytes(3).toString('hex')}`
    const records = new Map<string, StepRecord>()
    for (const node of resolved.nodes.values()) {
      const record = node.fingerprint === '' ? null : await options.store.record(node.fingerprint)
      if (record) records.set(node.fingerprint, record)
    }
    const plan = planRun({ resolved, targets, from, records })
    const abort = new AbortController()
    const askEnough = new Map<string, () => void>()
    const startedAt = new Date()
    const manifest: RunManifest = {
      id,
      pipeline: request.pipeline,
      startedAt: startedAt.toISOString(),
      finishedAt: null,
      outcome: 'running',
      seconds: null,
      millrace: options.version,
      node: process.version,
      seed: resolved.document.seed,
      parameters: parameterValues(resolved.document),
      document: resolved.source,
      steps: [],
      figures: [],
    }
    recorded.add(id)
    await options.runs.begin(manifest)
    options.emit({
      type: 'run.started',
      runId: id,
      pipeline: request.pipeline,
      startedAt: manifest.startedAt,
      steps: plan.steps.map((step) => ({ node: step.node, fingerprint: step.fingerprint, reuse: step.reuse })),
    })
    const meter = await startMeter()
    const { workers } = options.execute
    const execute: ExecuteTools = {
      ...options.execute,
      emit: options.emit,
      log: (text) => options.runs.log(id, text),
      workers: {
        ...workers,
        async run(task, signal, listener) {
          const done = await workers.run(task, signal, listener)
          meter.add(done.cpuSeconds)
          return done
        },
      },
    }
    const finished = executeRun({ runId: id, resolved, plan, signal: abort.signal, askEnough }, execute)
      .then(async (ended) => {
        // Where the rows cannot be counted any more, what became of the steps is still to be told.
        if (request.counts === 'within' && !abort.signal.aborted)
          await ended.count(abort.signal).catch((error: unknown) => execute.log(`the rows were not counted: ${String(error)}`))
        return ended
      })
      .catch((error: unknown) => {
        execute.log(error instanceof Error ? (error.stack ?? error.message) : String(error))
        return problemData(error)
      })
      .then(async (ended) => {
        const outcomes = 'code' in ended ? [] : ended.steps
        let problem = 'code' in ended ? toProblem(ended, '') : undefined
        const seconds = (Date.now() - startedAt.getTime()) / 1000
        const failed = problem !== undefined || outcomes.some((step) => step.state === 'failed')
        const ranTo: RunManifest = {
          ...manifest,
          finishedAt: new Date().toISOString(),
          seconds,
          outcome: abort.signal.aborted ? 'cancelled' : failed ? 'failed' : 'done',
          steps: withTitles(resolved.document, outcomes),
        }
        const record = await described({ manifest: ranTo, resolved, use: await meter.read() }, execute.log)
        const done: RunManifest = { ...ranTo, figures: record ? headlineFigures(record) : [] }
        try {
          await options.runs.finish(done, record)
          active.delete(id)
          const inUse = new Set([...plan.steps.map((step) => step.fingerprint), ...[...active.values()].flatMap((run) => run.fingerprints)])
          await options.store.evict(options.cacheLimitBytes, new Set([...inUse, ...(await options.kept())]))
        } catch (error) {
          // The steps did what they did: a record that the disk does not take ends neither the run nor the engine.
          problem ??= toProblem(problemData(error), '')
          recorded.delete(id)
        }
        active.delete(id)
        options.emit({
          type: 'run.finished',
          runId: id,
          outcome: done.outcome as 'done' | 'failed' | 'cancelled',
          seconds,
          executed: outcomes.filter((step) => step.state === 'executed').length,
          reused: outcomes.filter((step) => step.state === 'reused').length,
          ...(problem && { problem }),
        })
        if (request.counts === 'after' && !('code' in ended) && !abort.signal.aborted && active.size === 0)
          countAfter(ended, done, execute.log)
        return done
      })
    active.set(id, { abort, askEnough, finished, fingerprints: plan.steps.map((step) => step.fingerprint) })
    return { id, finished }
  }

  return {
    start,
    cancel(id) {
      const run = active.get(id)
      run?.abort.abort()
      return run !== undefined
    },
    enough(id, node) {
      const ask = active.get(id)?.askEnough.get(node)
      ask?.()
      return ask !== undefined
    },
    running: () => [...active.keys()],
    recorded: () => [...recorded],
    async stop() {
      for (const run of active.values()) run.abort.abort()
      await Promise.allSettled([...active.values()].map((run) => run.finished))
      await stopCounting()
    },
  }
}

function withTitles(document: Document, steps: readonly StepOutcome[]): RunManifest['steps'] {
  return steps.map((step) => ({ ...step, title: titleOf(document, step), type: document.nodes[step.node]?.type ?? '' }))
}

function titleOf(document: Document, step: StepOutcome): string {
  const node = document.nodes[step.node]
  return node?.title ?? node?.type ?? step.node
}

function noSuchNode(id: string): Problem {
  return {
    code: 'node-missing',
    severity: 'error',
    place: { node: id },
    text: { en: `The pipeline has no node “${id}”.`, fr: `Le pipeline n’a pas de nœud « ${id} ».` },
    action: { en: 'List its nodes with “millrace check”.', fr: 'Affichez ses nœuds avec « millrace check ».' },
  }
}

/** The nodes behind the outputs of a component, or all of it when it has none. */
function resultsOf(use: ComponentUse | undefined): readonly string[] | undefined {
  const ends = use && [...use.outputs.values()].map((end) => splitEnd(end).node)
  return ends && ends.length > 0 ? [...new Set(ends)] : use?.inside
}
