import type { Artifact } from '../../nodes/kit/artifacts.ts'
import type { FittedNode, NodeDefinition } from '../../nodes/kit/define-node.ts'
import { QueryCancelled } from '../adapters/duckdb/database.ts'
import type { Problem } from '../protocol/problem.ts'
import { mark } from '../relation/build.ts'
import type { Relation } from '../relation/relation.ts'
import type { StepRecord, StoredPort } from '../store/artifact-store.ts'
import { writeFileSafely } from '../store/write-file-safely.ts'
import { knownCounts } from './count-rows.ts'
import { countSteps, keepCounts } from './count-steps.ts'
import { summarise } from './summarise.ts'
import { fitContext } from './fit-context.ts'
import { problemData } from './problem-data.ts'
import type { PlannedStep } from './plan-run.ts'
import { relationsOf } from './relations-of.ts'
import { problemOf } from './resolve-problems.ts'
import type { Resolved, ResolvedNode } from './resolve.ts'
import type { ExecutedRun, ExecuteTools, RunRequest } from './execute-tools.ts'
import { runStudy } from './run-study.ts'
import { refitPorts } from './study-cut.ts'
import { studyHost } from './study-host.ts'
import { stateNotices } from './state-notices.ts'
import type { StepOutcome, StepResult } from './step-outcome.ts'
import { RunTables, storedTable } from './run-tables.ts'
import { runInWorker } from './run-in-worker.ts'
import type { WorkerTable } from './worker-messages.ts'
import { byPort } from './by-port.ts'
import { writeReports } from './write-reports.ts'
import { createBudget } from './core-budget.ts'

/**
 * Does the steps of a plan: those whose inputs are ready side by side, under one budget of cores. A failed step skips what depends on it
 * and lets other branches finish. Aborting interrupts queries and kills workers.
 */
export async function executeRun(request: RunRequest, tools: ExecuteTools): Promise<ExecutedRun> {
  const run = new Run(request, tools)
  await run.execute()
  return run
}

/** One run in progress; lives as long as the run and the counting after it. */
class Run implements ExecutedRun {
  readonly request: RunRequest
  readonly tools: ExecuteTools
  readonly outcomes = new Map<string, StepOutcome>()
  readonly tables: RunTables
  readonly artifacts = new Map<string, Artifact>()
  readonly scopes = new Map<string, Resolved>()
  readonly anew: Set<string>
  private readonly budget: ReturnType<typeof createBudget>
  private readonly ends = new Map<string, Promise<void>>()
  private readonly twins = new Map<string, string>()
  private readonly uncounted: ResolvedNode[] = []

  constructor(request: RunRequest, tools: ExecuteTools) {
    this.request = request
    // What a study does inside is its own: only it is heard.
    const emit: ExecuteTools['emit'] = (event) => {
      if (!('node' in event && this.scopes.has(event.node))) tools.emit(event)
    }
    this.tools = { ...tools, emit }
    this.anew = new Set(request.plan.anew)
    this.tables = new RunTables({ ...request, plan: { anew: this.anew } }, this.tools)
    this.budget = createBudget(tools.cores)
  }

  get steps(): readonly StepOutcome[] {
    return this.request.plan.steps.map((step) => this.outcomes.get(step.node) as StepOutcome)
  }

  execute(): Promise<void> {
    return this.schedule(this.request.plan.steps)
  }

  async schedule(steps: readonly PlannedStep[]): Promise<void> {
    for (const step of steps) {
      if (this.ends.has(step.node)) continue
      // Two nodes that do the same share one result: the second waits for it instead of writing over it.
      const twin = step.fingerprint === '' ? undefined : this.twins.get(step.fingerprint)
      this.twins.set(step.fingerprint, step.node)
      const before = Promise.all([...step.after, ...(twin === undefined ? [] : [twin])].flatMap((id) => this.ends.get(id) ?? []))
      // A study holds no core: what it learns needs one.
      const isStudy = refitPorts(this.nodeOf(step)).length > 0
      this.ends.set(
        step.node,
        before.then(() => (isStudy ? this.step(step) : this.budget.use(() => this.step(step)))),
      )
    }
    await Promise.all(steps.flatMap((step) => this.ends.get(step.node) ?? []))
  }

  private scopeOf = (id: string): Resolved => this.scopes.get(id) ?? this.request.resolved
  private nodeOf = ({ node }: Pick<PlannedStep, 'node'>): ResolvedNode => this.scopeOf(node).nodes.get(node) as ResolvedNode

  async count(signal: AbortSignal): Promise<readonly StepOutcome[]> {
    const known = knownCounts(this.tables.logical, this.outcomes)
    const { db, store, emit } = this.tools
    await countSteps(this.uncounted, known, {
      db,
      signal,
      tables: this.tables.logical,
      physical: (relation) => this.tables.physical(relation),
      counted: async ({ id: node, fingerprint }, rows) => {
        if (!(await keepCounts(store, fingerprint, rows))) return
        const outcome = this.outcomes.get(node)
        if (outcome) this.outcomes.set(node, { ...outcome, rows })
        emit({ type: 'step.counted', runId: this.request.runId, node, rows })
      },
    })
    return this.steps
  }

  private async step(step: PlannedStep): Promise<void> {
    const { signal, runId } = this.request
    const node = this.nodeOf(step)
    const base = { node: step.node, fingerprint: step.fingerprint, seconds: null, memoryBytes: null }
    const broken = step.after.find((id) => ['failed', 'skipped', 'cancelled'].includes(this.outcomes.get(id)?.state ?? 'failed'))
    if (signal.aborted) {
      this.outcomes.set(step.node, { ...base, state: 'cancelled' })
      return
    }
    if (broken !== undefined) {
      this.outcomes.set(step.node, { ...base, state: 'skipped' })
      this.tools.emit({ type: 'step.skipped', runId, node: step.node, because: broken })
      return
    }
    const started = performance.now()
    try {
      // That something upstream was not known yet at design time is none any more.
      const error = node.problems.find(({ severity, code }) => severity === 'error' && code !== 'known-after-run')
      if (error) {
        this.fail(step, error, null)
        return
      }
      const done = [...this.outcomes.values()].some((other) => other.fingerprint === step.fingerprint && other.state === 'executed')
      const record = step.reuse || done ? await this.tools.store.record(step.fingerprint) : null
      if (record && step.materialise.every((port) => record.ports[port] !== undefined)) await this.reuse(step, node, record)
      else await this.compute(step, node, started)
    } catch (error) {
      if (error instanceof QueryCancelled || signal.aborted) {
        this.outcomes.set(step.node, { ...base, state: 'cancelled' })
        return
      }
      const data = problemData(error)
      if (data.code === 'internal')
        this.tools.log(`${step.node}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      this.fail(step, problemOf(step.node, data), (performance.now() - started) / 1000)
    }
  }

  private fail(step: PlannedStep, problem: Problem, seconds: number | null): void {
    this.outcomes.set(step.node, { node: step.node, fingerprint: step.fingerprint, state: 'failed', seconds, memoryBytes: null, problem })
    this.tools.emit({ type: 'step.failed', runId: this.request.runId, node: step.node, problem })
  }

  private async reuse(step: PlannedStep, node: ResolvedNode, record: StepRecord): Promise<void> {
    // A kept result is what it is; the settings of its node may say something else by now.
    if (!node.kept) await this.place(node, record.state)
    for (const [port, stored] of Object.entries(record.ports)) {
      if (stored.kind === 'table') {
        const table = await this.tools.store.table(step.fingerprint, port)
        if (table && !this.tables.logical.has(`${step.node}.${port}`))
          this.tables.logical.set(`${step.node}.${port}`, mark(table, step.node, port, `${step.fingerprint}.${port}`))
      } else {
        const artifact = await this.tools.store.json(step.fingerprint, port)
        if (artifact) this.artifacts.set(`${step.node}.${port}`, artifact)
      }
    }
    this.outcomes.set(step.node, {
      node: step.node,
      fingerprint: step.fingerprint,
      state: 'reused',
      seconds: record.seconds,
      memoryBytes: record.memoryBytes,
      rows: record.rows,
      ...(node.kept && { kept: node.kept.at }),
    })
    if (node.kept)
      this.tools.log(
        `${step.node}: the kept result of ${node.kept.at}${node.kept.changed ? ', not what its settings and inputs say now' : ''}`,
      )
    this.tools.emit({
      type: 'step.reused',
      runId: this.request.runId,
      node: step.node,
      fingerprint: step.fingerprint,
      rows: record.rows,
      ...(node.kept && { kept: node.kept.at }),
      ...(record.summary && { summary: record.summary }),
    })
    this.countLater(node, record.rows)
  }

  private async compute(step: PlannedStep, node: ResolvedNode, started: number): Promise<void> {
    const { runId } = this.request
    this.tools.emit({ type: 'step.started', runId, node: step.node, fingerprint: step.fingerprint })
    const definition = node.definition as NodeDefinition
    const writing = await this.tools.store.begin(step.fingerprint)
    try {
      const result =
        'run' in definition && !node.node.disabled
          ? await this.work(node, definition, writing.folder)
          : await this.query(step, node, writing.folder)
      const seconds = (performance.now() - started) / 1000
      const summary = summarise(result.artifacts)
      const notices = [...node.notices, ...stateNotices(node, result.state)]
      const record: StepRecord = {
        fingerprint: step.fingerprint,
        node: step.node,
        type: definition.id,
        finishedAt: new Date().toISOString(),
        seconds,
        memoryBytes: result.memoryBytes,
        rows: result.rows,
        ...(summary && { summary }),
        notices,
        ports: result.ports,
        ...(result.state !== undefined && { state: result.state }),
        ...(result.exports.length > 0 && { exports: result.exports }),
      }
      await writing.commit(record)
      for (const port of Object.keys(result.ports)) this.tables.rewritten.add(`${step.fingerprint}.${port}`)
      const { memoryBytes, rows } = result
      this.outcomes.set(step.node, { node: step.node, fingerprint: step.fingerprint, state: 'executed', seconds, memoryBytes, rows })
      this.tools.emit({
        type: 'step.finished',
        runId,
        node: step.node,
        fingerprint: step.fingerprint,
        seconds,
        memoryBytes: result.memoryBytes,
        ...(Object.keys(result.rows).length > 0 && { rows: { ...result.rows } }),
        ...(summary && { summary }),
        ...(notices.length > 0 && { notices }),
      })
      this.countLater(node, result.rows)
    } catch (error) {
      await writing.discard()
      throw error
    }
  }

  /** Works out the logical outputs of a node from what its inputs really are. Gives the state of a fit body. */
  private async place(node: ResolvedNode, knownState: unknown): Promise<unknown> {
    const definition = node.definition
    const params = node.params
    if (!definition || !params || ('run' in definition && !node.node.disabled)) return undefined
    const relations = relationsOf(definition, this.inputs(node))
    let outputs: Readonly<Record<string, Relation>>
    let state: unknown
    const [firstOutput = 'table'] = Object.keys(definition.outputs)
    if (node.node.disabled || 'read' in definition) {
      const [firstInput = 'table'] = Object.keys(definition.inputs)
      const input = relations.optional(firstInput)
      outputs = Object.fromEntries([...node.outputs].flatMap(([port, table]) => (table.relation ? [[port, table.relation]] : [])))
      if (node.node.disabled) outputs = input ? { [firstOutput]: input } : {}
    } else if ('compile' in definition) {
      outputs = byPort(definition.compile(params as never, relations), firstOutput)
    } else if ('bind' in definition) {
      outputs = byPort(await definition.bind(params as never, relations, this.tools.bind), firstOutput)
    } else if ('fit' in definition) {
      const input = relations.one(Object.keys(definition.inputs)[0] ?? 'table')
      state = knownState ?? (await this.learn(node, definition, input))
      outputs = byPort(definition.apply(state as never, params as never, input), firstOutput)
    } else outputs = {}
    for (const [port, relation] of Object.entries(outputs)) {
      const marked =
        relation.op === 'mark' && relation.node === node.id ? relation : mark(relation, node.id, port, `${node.fingerprint}.${port}`)
      this.tables.logical.set(`${node.id}.${port}`, marked)
    }
    return state
  }

  private async learn(node: ResolvedNode, definition: FittedNode, input: Relation): Promise<unknown> {
    if (definition.learnsIn === 'worker') {
      const [port = 'table'] = Object.keys(definition.inputs)
      const tables = { [port]: [await this.workerTable(input, node)] }
      return (await runInWorker(node, { tables, artifacts: this.artifactsAt(node), folder: '' }, this.around(node))).found
    }
    const context = fitContext(this.tools.db, this.scopeOf(node.id).document.seed, this.request.signal, this.artifactsAt(node))
    return definition.fit(node.params as never, await this.tables.physical(input), context)
  }

  /** What flows into the ports that take no table. */
  private artifactsAt({ definition, sources }: ResolvedNode): Record<string, Artifact[]> {
    const ports = Object.entries(definition?.inputs ?? {}).filter(([, { kind, refit }]) => kind !== 'table' && !refit)
    return Object.fromEntries(
      ports.map(([port]) => [
        port,
        (sources.get(port) ?? []).flatMap(({ node, port: from }) => this.artifacts.get(`${node}.${from}`) ?? []),
      ]),
    )
  }

  private around = (node: ResolvedNode) => ({ request: { ...this.request, resolved: this.scopeOf(node.id) }, tools: this.tools })

  /** A table as a worker gets it: on disk. */
  async workerTable(logical: Relation, node: ResolvedNode): Promise<WorkerTable> {
    const physical = await this.tables.materialised(logical, node.id)
    return { logical, physical, stored: Object.fromEntries(await this.tables.stored(logical)) }
  }

  private inputs(node: ResolvedNode): Map<string, { relation: Relation | null }[]> {
    return new Map(
      Object.entries(node.definition?.inputs ?? {}).map(([port]) => [
        port,
        (node.sources.get(port) ?? []).map((source) => ({ relation: this.tables.logical.get(`${source.node}.${source.port}`) ?? null })),
      ]),
    )
  }

  private async query(step: PlannedStep, node: ResolvedNode, folder: string): Promise<StepResult> {
    const state = await this.place(node, undefined)
    const ports: Record<string, StoredPort> = {}
    const rows: Record<string, number> = {}
    const reports = await writeReports(node, state, folder)
    for (const [port, report] of Object.entries(reports)) {
      ports[port] = { kind: 'json' }
      this.artifacts.set(`${node.id}.${port}`, report)
    }
    for (const port of step.materialise) {
      const relation = this.tables.logical.get(`${step.node}.${port}`)
      if (!relation) continue
      rows[port] = await this.tables.copy(relation, `${folder}/${port}.parquet`, step.node)
      ports[port] = storedTable(relation, rows[port])
    }
    return { ports, rows, state, artifacts: reports, memoryBytes: null, exports: [] }
  }

  private async work(node: ResolvedNode, definition: NodeDefinition, folder: string): Promise<StepResult> {
    const tables: Record<string, WorkerTable[]> = {}
    for (const [port, spec] of Object.entries(definition.inputs)) {
      if (spec.refit || spec.kind !== 'table') continue
      for (const source of node.sources.get(port) ?? []) {
        const logical = this.tables.logical.get(`${source.node}.${source.port}`)
        if (logical) (tables[port] ??= []).push(await this.workerTable(logical, node))
      }
    }
    const artifacts = this.artifactsAt(node)
    const study = refitPorts(node).length > 0 ? await runStudy(node, studyHost(this, node)) : undefined
    const studied = study && { tables: study.tables, artifacts: { variants: study.models }, studied: study.about }
    const work = () => runInWorker(node, { tables, artifacts, folder, ...studied }, this.around(node))
    const { outputs, rows, found, memoryBytes, exports } = await (study ? this.budget.use(work) : work())
    const ports: Record<string, StoredPort> = {}
    for (const [port, artifact] of Object.entries(outputs)) {
      if (artifact.kind === 'table') {
        ports[port] = storedTable(artifact.relation, rows[port] ?? 0)
      } else {
        ports[port] = { kind: 'json' }
        this.artifacts.set(`${node.id}.${port}`, artifact)
        await writeFileSafely(`${folder}/${port}.json`, JSON.stringify(artifact))
      }
    }
    if (!this.scopes.has(node.id)) await this.tools.finished(node, outputs)
    for (const [port, artifact] of Object.entries(outputs)) {
      if (artifact.kind !== 'table') continue
      this.tables.logical.set(`${node.id}.${port}`, mark({ ...artifact.relation }, node.id, port, `${node.fingerprint}.${port}`))
    }
    return { ports, rows, artifacts: outputs, memoryBytes, state: found, exports }
  }

  private countLater(node: ResolvedNode, rows: Readonly<Record<string, number>>): void {
    const ports = Object.entries(node.definition?.outputs ?? {}).filter(([, spec]) => spec.kind === 'table')
    if (this.scopes.has(node.id)) return
    if (node.definition?.body !== 'run' && ports.some(([port]) => rows[port] === undefined)) this.uncounted.push(node)
  }
}
