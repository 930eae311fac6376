import { filter, select } from '../../../engine/relation/build.ts'
import { call, column as columnExpr, literal } from '../../../engine/relation/expression.ts'
import type { Relation } from '../../../engine/relation/relation.ts'
import { LearnProblem } from '../../../engine/learn/problem.ts'
import { fitContext } from '../../../engine/run/fit-context.ts'
import { problemData } from '../../../engine/run/problem-data.ts'
import type { Artifact, ModelArtifact } from '../artifacts.ts'
import type { ExampleMade, ExampleTable, NodeDefinition } from '../define-node.ts'
import { nodeSettings } from '../node-settings.ts'
import { NodeProblem } from '../problem.ts'
import type { Judgement, ShuffledColumn, StudiedModel, StudyContext, VariantRows } from '../study.ts'
import { tunableParams } from '../tunable.ts'
import { relationOf, tableOf } from './example-table.ts'
import type { PortArtifacts, Surroundings } from './run-node.ts'

export interface ExampleStudy {
  readonly tables: PortArtifacts
  readonly models: readonly ModelArtifact[]
  readonly about: unknown
}

/** How the harness runs another node: with params, on what flows in. */
type RunOther = (node: string, params: unknown, flows: PortArtifacts) => Promise<Readonly<Record<string, Artifact>>>

interface StudyTools {
  readonly around: Surroundings
  nodeOf(id: string): NodeDefinition
  /** What flows into a port that takes a table. */
  tableIn(input: ExampleTable | ExampleMade): Promise<Relation | undefined>
  readonly run: RunOther
  /** Runs a node that studies this one model. */
  judge(node: string, params: unknown, model: ExampleMade): Promise<Readonly<Record<string, Artifact>>>
}

/**
 * The study of a node over the models of an example, which learn straight from a table: each variant trains its learner on some of the rows.
 * What stands between a table and a learner, and overrides, are the engine's business (engine/run/run-study.ts).
 */
export async function studyExample(
  node: NodeDefinition,
  params: unknown,
  models: readonly ExampleMade[],
  { around, nodeOf, tableIn, run, judge }: StudyTools,
): Promise<ExampleStudy | undefined> {
  if (!('run' in node) || !node.study) return undefined
  const [given] = [models[0]?.inputs?.['table'] ?? []].flat()
  const table = given ? await tableIn(given) : undefined
  if (!table) throw new Error(`the models of an example of ${node.id} need a table`)
  // As tables of their own, as the engine keeps them: each variant would number the rows anew.
  const numbered = new Map<string, Relation>()
  const trained: ModelArtifact[] = []
  const asked = fitContext(around.db, around.seed, new AbortController().signal)
  const context: StudyContext = {
    seed: around.seed,
    signal: asked.signal,
    rows: (relation) => asked.rows(relation),
    models: models.map((model, index) => studied(model, index, nodeOf(model.node))),
    table: () => Promise.resolve(table),
    async number(id, settings) {
      const artifact = (await run('split.folds', settings, { table: [{ kind: 'table', relation: table }] }))['table']
      if (artifact?.kind !== 'table') throw new Error('no numbers')
      numbered.set(id, relationOf(await tableOf(around.db, artifact.relation)))
      return { end: id, columns: artifact.relation.columns, part: artifact.relation.columns.at(-1)?.name ?? '' }
    },
    async train(variants) {
      const without = (rows: VariantRows) => {
        const all = numbered.get(rows.of.end)
        if (!all) throw new Error('a variant of an example names rows that were not numbered')
        const kept = filter(all, call(rows.is, columnExpr(rows.of.part), literal('int', rows.number)))
        return select(
          kept,
          table.columns.map(({ name }) => name),
        )
      }
      for (const { model, rows, params: other } of variants) {
        const learner = models[model]
        if (!learner) throw new Error(`a variant of an example names the model ${model}`)
        const settings = { ...learner.params, ...other?.[`m${model}`] }
        const relation = rows ? without(rows) : table
        const made = (await run(learner.node, settings, { table: [{ kind: 'table', relation }] }))[learner.port]
        if (made?.kind === 'model') trained.push(made)
      }
    },
    async judge(variants, { type, params: settings }) {
      const found: Judgement[] = []
      for (const { model, params: other, shuffled } of variants) {
        const learner = models[model] as ExampleMade
        const inputs = shuffled && given ? { table: shuffledTable(given, shuffled) } : learner.inputs
        const made = { ...learner, params: { ...learner.params, ...other?.[`m${model}`] }, ...(inputs && { inputs }) }
        found.push(await judgement(() => judge(type, settings, made)))
      }
      return found
    },
    progress: () => undefined,
    log: () => undefined,
    metric: () => undefined,
    seconds: () => 0,
    wattHours: () => 0,
  }
  const { tables, about } = await node.study(params as never, context)
  const found = Object.entries(tables ?? {}).map(([port, { end }]) => {
    const relation = numbered.get(end)
    if (!relation) throw new Error(`the study of ${node.id} gives rows that were not numbered`)
    return [port, [{ kind: 'table', relation }]] as const
  })
  return { tables: Object.fromEntries(found), models: trained, about }
}

/** A variant that fails does not stop the others; its problem has no place, as in the engine. */
async function judgement(judge: () => Promise<Readonly<Record<string, Artifact>>>): Promise<Judgement> {
  try {
    const metrics = (await judge())['metrics']
    if (metrics?.kind !== 'metrics') throw new Error('what judges gave no metrics')
    return { metrics }
  } catch (error) {
    if (!(error instanceof NodeProblem || error instanceof LearnProblem)) throw error
    const { code, text, action } = problemData(error)
    return { problem: { code, text, ...(action && { action }) } }
  }
}

/** By a node before the learner; blocks of time are the engine's business. */
function shuffledTable(table: ExampleTable | ExampleMade, { column, seed, within }: ShuffledColumn): ExampleMade {
  const named = (...names: string[]) => ({ by: 'names', names })
  const params = { columns: named(column), within: named(...(within ? [within.column] : [])), seed }
  return { node: 'clean.shuffle-rows', port: 'table', params, inputs: { table } }
}

function studied({ node, params }: ExampleMade, index: number, definition: NodeDefinition): StudiedModel {
  const parsed = definition.params.parse(params)
  return {
    node: `m${index}`,
    title: { en: node, fr: node },
    type: node,
    fingerprint: `m${index}`,
    params: parsed,
    tunable: tunableParams(definition.params, parsed),
    settings: nodeSettings(definition.params, parsed),
    before: [],
  }
}
