import type { Artifact, ModelArtifact } from '../../nodes/kit/artifacts.ts'
import { NodeProblem, type NodeProblemData } from '../../nodes/kit/problem.ts'
import type { StudyContext, StudyVariant } from '../../nodes/kit/study.ts'
import { capital } from '../../nodes/kit/phrases.ts'
import { QueryCancelled } from '../adapters/duckdb/database.ts'
import { topology } from '../graph/topology.ts'
import { variantClone, type Addition } from '../graph/variant-clone.ts'
import { variantInside } from '../graph/variant-cut.ts'
import type { EngineEventBody } from '../protocol/event.ts'
import type { Problem } from '../protocol/problem.ts'
import type { Relation } from '../relation/relation.ts'
import { energyOf } from './compare/energy.ts'
import { fitContext } from './fit-context.ts'
import type { ExecuteTools } from './execute-tools.ts'
import type { Resolved, ResolvedNode } from './resolve.ts'
import { studiedModels } from './studied-models.ts'
import { studyCut, type StudyCut } from './study-cut.ts'
import type { StepOutcome } from './step-outcome.ts'
import { throttledProgress } from './throttled-progress.ts'
import { pickedRows, shuffledAt } from './variant-rows.ts'
import type { WorkerTable } from './worker-messages.ts'

/** What a study needs of the run that it is part of. */
export interface StudyHost {
  readonly tools: ExecuteTools
  readonly runId: string
  readonly signal: AbortSignal
  /** The document in which this node stands, with the tables of the steps that are done as they really are. */
  scope(node: ResolvedNode): Resolved
  /** Does the steps that lead to these nodes of a larger document, under the budget of the run. */
  branch(resolved: Resolved, targets: readonly string[]): Promise<void>
  outcome(node: string): StepOutcome | undefined
  artifact(end: string): Artifact | undefined
  logical(end: string): Relation | undefined
  workerTable(logical: Relation, node: ResolvedNode): Promise<WorkerTable>
  physical(relation: Relation): Promise<Relation>
  emit(event: EngineEventBody): void
}

/** What the study of a node adds to what its `run` gets. */
export interface StudyInputs {
  readonly tables: Readonly<Record<string, readonly WorkerTable[]>>
  readonly models: readonly ModelArtifact[]
  readonly about: unknown
}

/** Does the study of a node: the variants that it asks for are steps of the run, hidden under the node. Throws NodeProblem. */
export async function runStudy(node: ResolvedNode, host: StudyHost): Promise<StudyInputs> {
  const { definition, params } = node
  if (!definition || !('run' in definition) || !definition.study) throw new Error(`${node.id} studies nothing`)
  const scope = host.scope(node)
  const cut = studyCut(scope, node.id)
  if ('code' in cut) throw new NodeProblem(cut)
  const models: ModelArtifact[] = []
  const context = studyContext(node, { scope, cut, host, keep: (model) => models.push(model) })
  const { tables, about } = await definition.study(params as never, context)
  const given = await Promise.all(
    Object.entries(tables ?? {}).map(async ([port, { end }]) => {
      const logical = host.logical(end)
      if (!logical) throw new Error(`${end} gave no table`)
      return [port, [await host.workerTable(logical, node)]] as const
    }),
  )
  return { tables: Object.fromEntries(given), models, about }
}

interface Study {
  /** The document with what the study has added so far that its variants read. */
  scope: Resolved
  readonly cut: StudyCut
  readonly host: StudyHost
  keep(model: ModelArtifact): void
}

function studyContext(node: ResolvedNode, study: Study): StudyContext {
  const { cut, host } = study
  const { signal } = host
  const seed = study.scope.document.seed
  const started = performance.now()
  const progress = throttledProgress(host.runId, node.id, (event) => host.emit(event))
  const asked = fitContext(host.tools.db, seed, signal)
  const seconds = () => (performance.now() - started) / 1000
  let adding = Promise.resolve()
  const models = studiedModels(study.scope, cut)
  return {
    seed,
    signal,
    models,
    rows: async (relation) => asked.rows(await host.physical(relation)),
    table() {
      const table = host.logical(cut.port)
      return table ? Promise.resolve(table) : Promise.reject(new Error(`${cut.port} gave no table`))
    },
    async number(id, params) {
      const inner = `${node.id}/${id}`
      const added = { nodes: { [inner]: { type: 'split.folds', version: 1, params } }, wires: [{ from: cut.port, to: `${inner}.table` }] }
      // Several may be asked for at once: each adds to what the one before has left.
      adding = adding.then(async () => {
        study.scope = await host.tools.more(study.scope, added, signal)
      })
      await adding
      await host.branch(study.scope, [inner])
      succeeded(inner, host, null)
      const columns = host.logical(`${inner}.table`)?.columns ?? []
      return { end: `${inner}.table`, columns, part: columns.at(-1)?.name ?? '' }
    },
    async train(variants, each) {
      let done = 0
      const artifacts = await eachVariant(variants, async (variant) => {
        const { prefix, addition } = variantOf(node, variant, study)
        const model = cut.models[variant.model]
        const target = `${prefix}/${model?.node ?? ''}`
        await host.branch(await seeded(study.scope, addition, { variant, host }), [target])
        // A study on the way does not wait for the models that it learns anew itself: these have no step here.
        for (const inner of Object.keys(addition.nodes)) if (inner === target || host.outcome(inner)) succeeded(inner, host, variant)
        done++
        each?.(done)
        return host.artifact(`${target}.${model?.port ?? ''}`)
      })
      for (const artifact of artifacts) if (artifact?.kind === 'model') study.keep(artifact)
    },
    async judge(variants, by) {
      return eachVariant(variants, async (variant) => {
        const { prefix, addition } = variantOf(node, variant, study)
        const model = cut.models[variant.model]
        const judge = `${prefix}/judge`
        const judging: Addition = {
          nodes: { ...addition.nodes, [judge]: { type: by.type, version: 1, params: by.params } },
          wires: [...addition.wires, { from: `${prefix}/${model?.node ?? ''}.${model?.port ?? ''}`, to: `${judge}.models` }],
        }
        await host.branch(await seeded(study.scope, judging, { variant, host }), [judge])
        const problem = failureOf(judge, Object.keys(addition.nodes), host)
        if (problem) return { problem }
        const metrics = host.artifact(`${judge}.metrics`)
        if (metrics?.kind !== 'metrics') throw new Error(`${by.type} gave no metrics`)
        return { metrics }
      })
    },
    progress: (share, note) => progress.share(share, 0, note),
    log: (text) => host.tools.log(`${node.id}: ${text}`),
    metric: (name, step, value) => host.emit({ type: 'step.partial', runId: host.runId, node: node.id, points: [{ name, step, value }] }),
    seconds,
    wattHours() {
      const use = {
        seconds: seconds(),
        cpuSeconds: seconds() * host.tools.cores,
        cores: host.tools.cores,
        memoryBytes: 0,
        machineCpuSeconds: null,
      }
      return energyOf(use, { counterJoules: null, tdpWatts: null }).wattHours
    },
  }
}

/** The steps of all variants wait for cores together; the first that failed is told when all have ended. */
async function eachVariant<T>(variants: readonly StudyVariant[], work: (variant: StudyVariant) => Promise<T>): Promise<readonly T[]> {
  const ended = await Promise.allSettled(variants.map(work))
  return ended.map((end) => {
    if (end.status === 'rejected') throw end.reason
    return end.value
  })
}

function seeded(
  scope: Resolved,
  addition: Addition,
  { variant, host }: { readonly variant: StudyVariant; readonly host: StudyHost },
): Promise<Resolved> {
  const document = variant.seed === undefined ? scope.document : { ...scope.document, seed: variant.seed }
  return host.tools.more({ ...scope, document }, addition, host.signal)
}

/** The nodes of a variant: those that pick its rows, and a copy of the way to the learner. */
function variantOf(
  node: ResolvedNode,
  variant: StudyVariant,
  { scope, cut }: Study,
): { readonly prefix: string; readonly addition: Addition } {
  const prefix = `${node.id}/${variant.id}`
  const model = cut.models[variant.model]
  if (!model) throw new Error(`${node.id} has no model ${variant.model}`)
  const { document } = scope
  const from = variant.shuffled ? shuffledAt(variant.shuffled, cut, scope) : cut.port
  const inside = from === cut.port ? model.inside : variantInside({ document, topology: topology(document) }, from, model.node)
  const picked = pickedRows(prefix, { variant, from })
  const feeds = new Map(picked ? [[from, picked.end]] : [])
  const clone = variantClone(document, { inside, prefix, feeds, ...(variant.params && { params: variant.params }) })
  return {
    prefix,
    addition: { nodes: { ...picked?.addition.nodes, ...clone.nodes }, wires: [...(picked?.addition.wires ?? []), ...clone.wires] },
  }
}

/** Throws what became of a step that is not done, in the words of the variant. */
function succeeded(inner: string, host: StudyHost, variant: StudyVariant | null): void {
  const outcome = outcomeOf(inner, host)
  if (outcome === 'done') return
  const problem = outcome?.problem
  // Of a step that was skipped, the one that failed before it is told.
  if (!problem && outcome?.state === 'skipped') return
  const said = asSaid(problem)
  if (!variant) throw new NodeProblem(said)
  throw new NodeProblem({
    ...said,
    text: { en: `${capital(variant.name.en)}: ${said.text.en}`, fr: `${capital(variant.name.fr)} : ${said.text.fr}` },
  })
}

/** Why a step is not done: its own problem, or that of the first one before it that failed. Throws QueryCancelled. */
function failureOf(inner: string, before: readonly string[], host: StudyHost): NodeProblemData | null {
  const outcome = outcomeOf(inner, host)
  if (outcome === 'done') return null
  return asSaid([outcome, ...before.map((id) => host.outcome(id))].find((one) => one?.problem)?.problem)
}

function outcomeOf(inner: string, host: StudyHost): StepOutcome | 'done' | undefined {
  const outcome = host.outcome(inner)
  if (outcome?.state === 'executed' || outcome?.state === 'reused') return 'done'
  if (outcome?.state === 'cancelled' || host.signal.aborted) throw new QueryCancelled()
  return outcome
}

/** Without its place and its buttons: these are of a copy that nobody sees. */
function asSaid(problem: Problem | undefined): NodeProblemData {
  return {
    code: problem?.code ?? 'variant-failed',
    text: problem?.text ?? { en: 'It was not done.', fr: 'Il n’a pas été fait.' },
    ...(problem?.action && { action: problem.action }),
  }
}
