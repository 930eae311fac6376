import type { EngineEvent } from '../../engine/protocol/event.ts'
import type { EngineMirror, Run, StepRun } from './run.ts'
import { thinCurves } from './thin-curves.ts'

/** Less is over before it can be read. */
const shortestLeft = 0.5

function newStep(node: string, fingerprint: string): StepRun {
  return {
    node,
    fingerprint,
    state: 'queued',
    share: null,
    secondsLeft: null,
    seconds: null,
    memoryBytes: null,
    notices: [],
    points: [],
  }
}

function changeRun(mirror: EngineMirror, runId: string, change: (run: Run) => Run): EngineMirror {
  const run = Object.values(mirror.byPath).find((other) => other.runId === runId)
  return run ? { ...mirror, byPath: { ...mirror.byPath, [run.pipeline]: change(run) } } : mirror
}

/** Steps of a run that was replaced by a newer one, or began before this page was opened, are let go. */
function changeStep(mirror: EngineMirror, event: { runId: string; node: string }, change: (step: StepRun) => StepRun): EngineMirror {
  return changeRun(mirror, event.runId, (run) => {
    const step = run.steps[event.node] ?? newStep(event.node, '')
    return { ...run, steps: { ...run.steps, [event.node]: change(step) } }
  })
}

/** What is defined in `values`: optional keys of an event must not wipe what a step knows. */
function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

const ended = new Set(['done', 'reused', 'failed', 'skipped', 'cancelled'])

/** The mirror after one more event. Pure. */
export function reduceEvent(mirror: EngineMirror, event: EngineEvent): EngineMirror {
  switch (event.type) {
    case 'run.started': {
      const steps = Object.fromEntries(event.steps.map(({ node, fingerprint }) => [node, newStep(node, fingerprint)]))
      const order = event.steps.map((step) => step.node)
      const { runId, pipeline, startedAt } = event
      const run: Run = { runId, pipeline, startedAt, state: 'running', order, steps, seconds: null, executed: 0, reused: 0 }
      return { ...mirror, byPath: { ...mirror.byPath, [pipeline]: run } }
    }
    case 'step.reused':
      return changeStep(mirror, event, (step) => ({
        ...step,
        ...defined({ rows: event.rows, summary: event.summary, kept: event.kept }),
        state: 'reused',
        fingerprint: event.fingerprint,
        share: 1,
      }))
    case 'step.started':
      return changeStep(mirror, event, (step) => ({ ...step, state: 'running', fingerprint: event.fingerprint }))
    case 'step.progress':
      return changeStep(mirror, event, (step) =>
        ended.has(step.state)
          ? step
          : {
              ...step,
              ...defined({ rowsDone: event.rows, rowsPerSecond: event.rowsPerSecond, note: event.note }),
              state: 'running',
              share: event.share,
              secondsLeft: (event.secondsLeft ?? 0) < shortestLeft ? null : (event.secondsLeft ?? null),
            },
      )
    case 'step.partial':
      return changeStep(mirror, event, (step) => ({
        ...step,
        ...defined({ memoryBytes: event.memoryBytes, device: event.device, canStop: event.canStop }),
        points: thinCurves([...step.points, ...event.points]),
      }))
    case 'step.finished':
      return changeStep(mirror, event, (step) => ({
        ...step,
        ...defined({ rows: event.rows, inside: event.inside, summary: event.summary }),
        state: 'done',
        fingerprint: event.fingerprint,
        share: 1,
        secondsLeft: null,
        seconds: event.seconds,
        memoryBytes: event.memoryBytes,
        notices: event.notices ?? [],
      }))
    case 'step.counted':
      return changeStep(mirror, event, (step) => ({ ...step, rows: event.rows }))
    case 'step.failed':
      return changeStep(mirror, event, (step) => ({ ...step, state: 'failed', secondsLeft: null, problem: event.problem }))
    case 'step.skipped':
      return changeStep(mirror, event, (step) => ({ ...step, state: 'skipped', secondsLeft: null, because: event.because }))
    case 'run.finished':
      return changeRun(mirror, event.runId, (run) => ({
        ...run,
        state: event.outcome,
        steps: closeSteps(run.steps),
        seconds: event.seconds,
        executed: event.executed,
        reused: event.reused,
        ...defined({ problem: event.problem }),
      }))
    case 'endpoint.changed':
      return {
        ...mirror,
        endpointVersions: { ...mirror.endpointVersions, [event.name]: (mirror.endpointVersions[event.name] ?? 0) + 1 },
      }
    case 'workspace.changed':
      return { ...mirror, versions: { ...mirror.versions, [event.what]: mirror.versions[event.what] + 1 } }
    case 'engine.status': {
      const { memoryBytes, cacheBytes, running, queued } = event
      return { ...mirror, engine: { ...mirror.engine, memoryBytes, cacheBytes, running, queued } }
    }
    case 'profile.progress':
      return { ...mirror, profiling: { key: event.key, share: event.share, text: event.text } }
    default:
      return event satisfies never
  }
}

/** The mirror after the connection changed. Another life of the engine knows nothing of the runs of the one before. */
export function reduceConnection(mirror: EngineMirror, state: 'open' | 'lost' | 'refused' | 'restarted'): EngineMirror {
  if (state !== 'restarted') return { ...mirror, engine: { ...mirror.engine, connection: state } }
  const byPath = Object.fromEntries(
    Object.entries(mirror.byPath).map(([path, run]): [string, Run] =>
      run.state === 'running' || run.state === 'cancelling' ? [path, { ...run, state: 'lost', steps: closeSteps(run.steps) }] : [path, run],
    ),
  )
  return {
    ...mirror,
    byPath,
    engine: { ...mirror.engine, connection: 'open', restarts: mirror.engine.restarts + 1, running: 0, queued: 0 },
    versions: {
      pipelines: mirror.versions.pipelines + 1,
      runs: mirror.versions.runs + 1,
      models: mirror.versions.models + 1,
      endpoints: mirror.versions.endpoints + 1,
      files: mirror.versions.files + 1,
      components: mirror.versions.components + 1,
      findings: mirror.versions.findings + 1,
    },
  }
}

function closeSteps(steps: Run['steps']): Run['steps'] {
  return Object.fromEntries(
    Object.entries(steps).map(([node, step]): [string, StepRun] => [
      node,
      ended.has(step.state) ? step : { ...step, state: 'cancelled', secondsLeft: null },
    ]),
  )
}
