import { join } from 'node:path'
import { clusterColumn } from '../run/cluster-column.ts'
import { answerChart } from '../run/chart/answer-chart.ts'
import { chosenRows } from '../run/chart/chosen-rows.ts'
import { columnLineage } from '../run/column-lineage.ts'
import { columnStatistics } from '../run/column-statistics.ts'
import { followRenames } from '../run/column-names/follow-renames.ts'
import { lostColumns, remapColumns } from '../run/column-names/lost-columns.ts'
import { inspect } from '../run/inspect.ts'
import { nothingObserved, observeNode } from '../run/observe-node.ts'
import { needsWorker } from '../run/run-in-worker.ts'
import { onDisk, previewTable } from '../run/preview.ts'
import { fillSamples, type SampledTable } from '../run/sampled-rows.ts'
import { conditionsSchema } from '../../nodes/kit/fields.ts'
import type { Handlers } from '../http/handlers.ts'
import { printRelation } from '../relation/print/duckdb.ts'
import { withParameterValues } from '../graph/parameter-values.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import { exampleEntrySchema } from '../protocol/workspace.ts'
import { lastOutcomes, runEntry } from './run-entry.ts'
import { notThere, parameterProblem } from './answers.ts'
import { readIfThere, writeFileSafely } from '../store/write-file-safely.ts'
import { artifactView } from './artifact-view.ts'
import { byExampleAt } from './by-example-at.ts'
import { catalogueEntries } from './catalogue-entries.ts'
import { columnSteps } from './column-steps.ts'
import { checkFormulaAt } from './check-formula-at.ts'
import { connectionHandlers } from './connection-handlers.ts'
import { experimentHandlers } from './experiment-handlers.ts'
import { keepResult } from './keep-result.ts'
import { libraryHandlers } from './library-handlers.ts'
import { fileHandlers } from './file-handlers.ts'
import type { Engine } from './create-engine.ts'
import type { Resolved } from '../run/resolve.ts'
import { copyExample } from './copy-example.ts'
import { profileHandlers } from './profile-handlers.ts'
import { tableAt } from './table-at.ts'
import { trainingHandlers } from './training-handlers.ts'

/** The rows at a port that can be looked at: before a run those for which the steps before were tried. Throws as `tableAt`. */
function seenAt(resolved: Resolved, at: Parameters<typeof tableAt>[1]): SampledTable {
  const node = resolved.nodes.get(at.node)
  const relation = (at.side === 'in' ? node?.inputs.get(at.port)?.[0] : node?.outputs.get(at.port))?.relation
  return (relation && fillSamples(relation, resolved.samples)) ?? { relation: tableAt(resolved, at), complete: true }
}

/** The use cases behind the methods of the protocol. */
export function engineHandlers(engine: Engine, host: 'desktop' | 'browser'): Handlers {
  const { pipelines, store, runs, runService, workspace } = engine
  const settingsFile = join(workspace.folder, '.millrace', 'settings.json')
  const resolveAt = (input: { path: string; document: Parameters<Engine['resolve']>[0] }, signal: AbortSignal) =>
    engine.resolve(input.document, pipelines.folderOf(input.path), signal)

  return {
    ...engine.endpoints.handlers,
    ...profileHandlers(engine, resolveAt),
    ...libraryHandlers(engine),
    ...experimentHandlers(engine),
    ...trainingHandlers(engine),
    ...connectionHandlers({ ...engine, folderOf: (path) => pipelines.folderOf(path) }),
    ...fileHandlers({ access: engine.access, workspaceName: workspace.name, folderOf: (path) => pipelines.folderOf(path) }),
    status: async () => ({
      version: engine.version,
      epoch: engine.events.epoch,
      workspace: workspace.folder,
      workspaceName: workspace.name,
      memoryBytes: process.memoryUsage.rss(),
      memoryLimitBytes: engine.memoryLimitBytes,
      cacheBytes: await store.bytes(),
      cores: engine.cores,
      running: [...runService.running()],
      host,
    }),
    catalogue: async () => ({ nodes: catalogueEntries(engine.catalogue), columnSteps: [...columnSteps] }),
    listPipelines: async () => {
      const [entries, manifests] = await Promise.all([pipelines.list(), runs.list()])
      const last = lastOutcomes(manifests, runService.recorded())
      return { pipelines: entries.map((entry) => ({ ...entry, outcome: last.get(entry.path) ?? 'none' })) }
    },
    createPipeline: async ({ name }) => {
      const opened = await pipelines.create(name)
      engine.emit({ type: 'workspace.changed', what: 'pipelines' })
      return opened
    },
    openPipeline: ({ path }) => pipelines.open(path),
    savePipeline: async ({ path, document, revision }) => {
      const saved = await pipelines.save(path, document, revision)
      engine.emit({ type: 'workspace.changed', what: 'pipelines' })
      return { revision: saved }
    },
    removePipeline: async ({ path }) => {
      await pipelines.remove(path)
      engine.emit({ type: 'workspace.changed', what: 'pipelines' })
      return {}
    },
    saveDraft: async ({ path, document }) => {
      await pipelines.saveDraft(path, document)
      return {}
    },
    dropDraft: async ({ path }) => {
      await pipelines.dropDraft(path)
      return {}
    },
    listExamples: async () => {
      const text = await readIfThere(join(engine.assets, 'examples', 'index.json'))
      return { examples: text === null ? [] : exampleEntrySchema.array().parse(JSON.parse(text)) }
    },
    openExample: async ({ id, language }) => {
      const path = await copyExample(engine, id, language)
      engine.emit({ type: 'workspace.changed', what: 'pipelines' })
      return pipelines.open(path)
    },
    inspect: async (input, signal) => {
      const resolved = await resolveAt(input, signal)
      engine.sources.offer(resolved)
      if ([...resolved.nodes.values()].some(needsWorker)) engine.workers.prepare()
      engine.inputs.offer(resolved)
      return inspect(resolved, store, engine.inputs.problemsOf(resolved))
    },
    preview: async (input, signal) => {
      const { relation, complete } = seenAt(await resolveAt(input, signal), input)
      const preview = await previewTable(relation, input.rows, { db: engine.db, store, signal }, complete ? input.sort : undefined)
      return complete ? preview : { ...preview, count: { rows: null, exact: false }, sampled: preview.sampled ?? preview.count.rows }
    },
    observe: async (input, signal) => {
      const resolved = await resolveAt(input, signal)
      const node = resolved.nodes.get(input.node)
      return node ? observeNode(node, { db: engine.db, store, signal, resolved }) : nothingObserved
    },
    columnLineage: async (input, signal) => columnLineage(await resolveAt(input, signal), input),
    chart: async (input, signal) => {
      const relation = tableAt(await resolveAt(input, signal), input)
      return answerChart(await onDisk(relation, store), input, { db: engine.db, signal })
    },
    chosenRows: async (input, signal) => {
      const relation = tableAt(await resolveAt(input, signal), input)
      const wanted = { conditions: conditionsSchema.parse(input.conditions), formula: input.formula, limit: input.limit }
      const found = await chosenRows(await onDisk(relation, store), wanted, { db: engine.db, signal })
      return { columns: relation.columns.map((column) => ({ ...column })), ...found }
    },
    clusterValues: async (input, signal) => {
      const relation = tableAt(await resolveAt(input, signal), { ...input, side: 'in' })
      return clusterColumn(await onDisk(relation, store), input, { db: engine.db, signal })
    },
    formulaByExample: async (input, signal) =>
      byExampleAt(engine, seenAt(await resolveAt(input, signal), { ...input, side: 'in' }).relation, input, signal),
    followRenames: async ({ path, before, document }, signal) => {
      const followed = await followRenames({ before, after: document }, (one) => resolveAt({ path, document: one }, signal))
      return { commands: [...followed.commands], settings: followed.settings }
    },
    lostColumns: async ({ path, document }, signal) => ({
      lost: [...(await lostColumns(document, (one) => resolveAt({ path, document: one }, signal)))],
    }),
    remapColumns: async (input, signal) => {
      const mapped = remapColumns(input.document, await resolveAt(input, signal), input.choices)
      return { commands: [...mapped.commands], settings: mapped.settings }
    },
    checkFormula: async (input, signal) => checkFormulaAt(engine, await resolveAt(input, signal), input, signal),
    startRun: async (input) => {
      const { document, problems } = withParameterValues(input.document, input.values)
      const [wrong] = problems
      if (wrong) throw new ProblemError(parameterProblem(wrong), 422)
      const resolved = await resolveAt({ ...input, document }, new AbortController().signal)
      const { id } = await runService.start({ pipeline: input.path, resolved, targets: input.targets, from: input.from, counts: 'after' })
      return { runId: id }
    },
    keepResult: async ({ path, document, node: id }, signal) =>
      keepResult(engine, await resolveAt({ path, document }, signal), { path, id }),
    cancelRun: async ({ runId }) => ({ cancelling: runService.cancel(runId) }),
    listRuns: async ({ pipeline }) => {
      const manifests = await runs.list()
      return {
        runs: manifests
          .filter((manifest) => pipeline === undefined || manifest.pipeline === pipeline)
          .map((manifest) => runEntry(manifest, runService.recorded())),
      }
    },
    readRun: async ({ runId }) => {
      const found = await runs.read(runId)
      if (!found)
        throw new ProblemError(
          notThere('run-missing', { en: `There is no run “${runId}”.`, fr: `Il n’y a pas d’exécution « ${runId} ».` }),
          404,
        )
      return {
        run: runEntry(found.manifest, runService.recorded()),
        steps: found.manifest.steps.map(({ type: _type, rows, problem, kept, ...step }) => ({
          ...step,
          ...(rows && { rows: { ...rows } }),
          ...(problem && { problem }),
          ...(kept !== undefined && { kept }),
        })),
        log: found.log,
      }
    },
    readArtifact: ({ fingerprint, port }) => artifactView(engine, fingerprint, port),
    readStatistics: async ({ fingerprint, port }, signal) => {
      const table = await store.table(fingerprint, port)
      if (!table)
        throw new ProblemError(
          notThere('artifact-missing', { en: 'These rows are not on disk any more.', fr: 'Ces lignes ne sont plus sur le disque.' }),
          404,
        )
      return { statistics: await columnStatistics(engine.db, `(${printRelation(table)})`, table.columns, { signal }) }
    },
    listBackends: async () => engine.backends.report(),
    readSettings: async () => ({ settings: JSON.parse((await readIfThere(settingsFile)) ?? '{}') as Record<string, never> }),
    writeSettings: async ({ settings }) => {
      await writeFileSafely(settingsFile, JSON.stringify(settings, null, 1))
      return {}
    },
  }
}
