import { requireColumn, filter, select } from '../../../engine/relation/build.ts'
import { call, column as columnExpr, literal } from '../../../engine/relation/expression.ts'
import { fitContext } from '../../../engine/run/fit-context.ts'
import type { Artifact, ModelArtifact } from '../artifacts.ts'
import type { ExampleMade, NodeDefinition } from '../define-node.ts'
import type { StudyContext } from '../study.ts'
import { relationOf } from './example-table.ts'
import type { PortArtifacts, Surroundings } from './run-node.ts'

export interface ExampleStudy {
  readonly tables: PortArtifacts
  readonly models: readonly ModelArtifact[]
  readonly about: unknown
}

/** How the harness runs another node: with params, on what flows in. */
type RunOther = (node: string, params: unknown, flows: PortArtifacts) => Promise<Readonly<Record<string, Artifact>>>

/**
 * The study of a node over the models of an example, which learn straight from a table: each variant trains its learner on some of the rows.
 * What stands between a table and a learner, and overrides, are the engine's business (engine/run/run-study.ts).
 */
export async function studyExample(
  node: NodeDefinition,
  params: unknown,
  models: readonly ExampleMade[],
  { around, run }: { readonly around: Surroundings; readonly run: RunOther },
): Promise<ExampleStudy | undefined> {
  if (!('run' in node) || !node.study) return undefined
  const [given] = [models[0]?.inputs?.['table'] ?? []].flat()
  if (!given || !('columns' in given)) throw new Error(`the models of an example of ${node.id} need a table`)
  const table = relationOf(given)
  const numbered = new Map<string, Artifact>()
  const trained: ModelArtifact[] = []
  const asked = fitContext(around.db, around.seed, new AbortController().signal)
  const context: StudyContext = {
    seed: around.seed,
    signal: asked.signal,
    rows: (relation) => asked.rows(relation),
    models: models.map((model, index) => ({
      node: `m${index}`,
      title: model.node,
      type: model.node,
      fingerprint: `m${index}`,
      params: model.params,
    })),
    table: () => Promise.resolve(table),
    async number(id, settings) {
      const artifact = (await run('split.folds', settings, { table: [{ kind: 'table', relation: table }] }))['table']
      if (artifact?.kind !== 'table') throw new Error('no numbers')
      numbered.set(id, artifact)
      return { end: id, columns: artifact.relation.columns, part: artifact.relation.columns.at(-1)?.name ?? '' }
    },
    async train(variants) {
      for (const { model, rows } of variants) {
        const learner = models[model]
        const all = rows ? numbered.get(rows.of.end) : undefined
        if (!learner || !rows || all?.kind !== 'table') throw new Error('a variant of an example names a model and rows')
        requireColumn(all.relation, rows.of.part)
        const kept = filter(all.relation, call(rows.is, columnExpr(rows.of.part), literal('int', rows.number)))
        const relation = select(
          kept,
          table.columns.map(({ name }) => name),
        )
        const made = (await run(learner.node, learner.params, { table: [{ kind: 'table', relation }] }))[learner.port]
        if (made?.kind === 'model') trained.push(made)
      }
    },
    judge: () => Promise.reject(new Error('examples judge nothing inside a study')),
    progress: () => undefined,
    log: () => undefined,
    metric: () => undefined,
    seconds: () => 0,
  }
  const { tables, about } = await node.study(params as never, context)
  const found = Object.entries(tables ?? {}).map(([port, { end }]) => [port, [numbered.get(end) as Artifact]] as const)
  return { tables: Object.fromEntries(found), models: trained, about }
}
