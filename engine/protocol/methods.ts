// Long: the whole API in one list, an entry for each method.
import { z } from 'zod'
import { duelSchema, evaluationSchema, groupReportSchema, viewSchema } from './artifact.ts'
import { byExampleSchema, typedRowSchema } from './by-example.ts'
import { catalogueEntrySchema, columnStepSchema } from './catalogue.ts'
import { chartDataSchema, chartSpecSchema } from './chart.ts'
import { clusterRuleSchema, foundClusterSchema, mergedClusterSchema } from './cluster.ts'
import { commandSchema } from './command.ts'
import { documentSchema } from './document.ts'
import { connectionMethods } from './connection-methods.ts'
import { experimentMethods } from './experiment-methods.ts'
import { libraryMethods } from './library-methods.ts'
import { fileMethods } from './file-methods.ts'
import { inspectionSchema } from './inspection.ts'
import { lineageSchema } from './lineage.ts'
import { observationSchema } from './observation.ts'
import { lostColumnSchema, remapChoiceSchema } from './lost-columns.ts'
import { problemSchema } from './problem.ts'
import { profileMethods } from './profile-methods.ts'
import { columnStatisticsSchema, cellSchema, columnSchema, dataTypeSchema, previewSchema } from './table.ts'
import { textSchema } from './text.ts'
import { trainingMethods } from './training-methods.ts'
import {
  endpointEntrySchema,
  exampleEntrySchema,
  modelEntrySchema,
  monitorReportSchema,
  openedPipelineSchema,
  pipelineEntrySchema,
  requestRowSchema,
  runEntrySchema,
} from './workspace.ts'

/** A document together with the place of its file, from which its relative paths start. */
const at = { path: z.string(), document: documentSchema }

const nothing = z.object({})

/**
 * The whole API: name -> HTTP method, path and schemas. Path parts in `{}` and, for GET and DELETE, query parameters come from the input;
 * otherwise the input is the JSON body. Bulk answers (`page`) and the event stream are bytes and stand in engine/http.
 */
export const methods = {
  status: {
    verb: 'GET',
    path: '/api/status',
    input: nothing,
    output: z.object({
      version: z.string(),
      epoch: z.string(),
      workspace: z.string(),
      workspaceName: z.string(),
      memoryBytes: z.number(),
      memoryLimitBytes: z.number(),
      cacheBytes: z.number(),
      cores: z.number().int(),
      running: z.array(z.string()),
      host: z.enum(['desktop', 'browser']),
    }),
  },
  catalogue: {
    verb: 'GET',
    path: '/api/catalogue',
    input: nothing,
    output: z.object({ nodes: z.array(catalogueEntrySchema), columnSteps: z.array(columnStepSchema) }),
  },
  listPipelines: { verb: 'GET', path: '/api/pipelines', input: nothing, output: z.object({ pipelines: z.array(pipelineEntrySchema) }) },
  createPipeline: { verb: 'POST', path: '/api/pipelines', input: z.object({ name: z.string().min(1) }), output: openedPipelineSchema },
  openPipeline: { verb: 'GET', path: '/api/pipeline', input: z.object({ path: z.string() }), output: openedPipelineSchema },
  savePipeline: {
    verb: 'PUT',
    path: '/api/pipeline',
    /** `revision` null saves whatever is there now. */
    input: z.object({ ...at, revision: z.string().nullable() }),
    output: z.object({ revision: z.string() }),
  },
  removePipeline: { verb: 'DELETE', path: '/api/pipeline', input: z.object({ path: z.string() }), output: nothing },
  saveDraft: { verb: 'PUT', path: '/api/draft', input: z.object(at), output: nothing },
  dropDraft: { verb: 'DELETE', path: '/api/draft', input: z.object({ path: z.string() }), output: nothing },
  listExamples: { verb: 'GET', path: '/api/examples', input: nothing, output: z.object({ examples: z.array(exampleEntrySchema) }) },
  /** Copies an example with its data into the workspace and opens the copy. */
  openExample: {
    verb: 'POST',
    path: '/api/examples/{id}/open',
    input: z.object({ id: z.string(), language: z.enum(['en', 'fr']).default('en') }),
    output: openedPipelineSchema,
  },
  inspect: { verb: 'POST', path: '/api/inspect', input: z.object(at), output: inspectionSchema },
  preview: {
    verb: 'POST',
    path: '/api/preview',
    input: z.object({
      ...at,
      node: z.string(),
      port: z.string(),
      side: z.enum(['in', 'out']).default('out'),
      rows: z.number().int().min(1).max(1000).default(200),
      /** Rows in this order, where all of them are at hand; the first ones of a longer table stay as they come. */
      sort: z.object({ column: z.string(), descending: z.boolean() }).optional(),
    }),
    output: previewSchema,
  },
  /** What a node says of its inputs before it runs, within a few seconds; aborting the request stops the counting. */
  observe: { verb: 'POST', path: '/api/observe', input: z.object({ ...at, node: z.string() }), output: observationSchema },
  /** The way of a column through the pipeline: where it comes from, where it goes, how it is used. */
  columnLineage: {
    verb: 'POST',
    path: '/api/lineage',
    input: z.object({ ...at, node: z.string(), port: z.string(), side: z.enum(['in', 'out']).default('out'), column: z.string() }),
    output: lineageSchema,
  },
  /** The marks of a chart of a port: of all its rows, or of a seeded sample of them. Aborting the request stops the queries. */
  chart: {
    verb: 'POST',
    path: '/api/chart',
    input: z.object({
      ...at,
      node: z.string(),
      port: z.string(),
      side: z.enum(['in', 'out']).default('out'),
      spec: chartSpecSchema,
      rows: z.enum(['auto', 'sample', 'all']).default('auto'),
    }),
    output: chartDataSchema,
  },
  /** The rows of a port that meet the conditions of a filter (its params), as marks of a chart choose them: the first ones and how many. */
  chosenRows: {
    verb: 'POST',
    path: '/api/chart/rows',
    input: z.object({
      ...at,
      node: z.string(),
      port: z.string(),
      side: z.enum(['in', 'out']).default('out'),
      conditions: z.json(),
      formula: z.string().default(''),
      limit: z.number().int().min(1).max(1000).default(200),
    }),
    output: z.object({
      columns: z.array(columnSchema),
      rows: z.array(z.array(cellSchema)),
      count: z.number().int(),
      of: z.number().int(),
    }),
  },
  /**
   * Groups the values of a text column at an input port by a rule, over all rows. Values of clusters in `merged` count as what they become.
   * `complete` false: time was up, these were found until then. `compared` of `distinct` values were looked at.
   */
  clusterValues: {
    verb: 'POST',
    path: '/api/clusters',
    input: z.object({
      ...at,
      node: z.string(),
      port: z.string(),
      column: z.string(),
      rule: clusterRuleSchema,
      merged: z.array(mergedClusterSchema).default([]),
    }),
    output: z.object({
      clusters: z.array(foundClusterSchema),
      clustersAll: z.number().int(),
      compared: z.number().int(),
      distinct: z.number().int(),
      complete: z.boolean(),
    }),
  },
  /** Formulas for a new column from results that a person typed for some rows of an input port. Without results just rows to type them for. */
  formulaByExample: {
    verb: 'POST',
    path: '/api/formula/by-example',
    input: z.object({
      ...at,
      node: z.string(),
      port: z.string(),
      examples: z.array(typedRowSchema).max(50).default([]),
      language: z.enum(['en', 'fr']).default('en'),
    }),
    output: byExampleSchema,
  },
  /**
   * The commands that let names of columns downstream follow an edit of these nodes: from the document `before` it to the one after it.
   * `settings`: the params that are rewritten.
   */
  followRenames: {
    verb: 'POST',
    path: '/api/columns/follow',
    input: z.object({ ...at, before: documentSchema }),
    output: z.object({ commands: z.array(commandSchema), settings: z.number().int() }),
  },
  /** The columns that nodes name and their inputs do not have, each with those that could stand in its place. */
  lostColumns: {
    verb: 'POST',
    path: '/api/columns/lost',
    input: z.object(at),
    output: z.object({ lost: z.array(lostColumnSchema) }),
  },
  /** The commands that put other names in the place of lost ones, at the node and behind it. */
  remapColumns: {
    verb: 'POST',
    path: '/api/columns/remap',
    input: z.object({ ...at, choices: z.array(remapChoiceSchema) }),
    output: z.object({ commands: z.array(commandSchema), settings: z.number().int() }),
  },
  checkFormula: {
    verb: 'POST',
    path: '/api/formula',
    input: z.object({
      ...at,
      node: z.string(),
      port: z.string(),
      text: z.string(),
      allow: z.enum(['row', 'aggregate']).default('row'),
      caret: z.number().int().optional(),
      language: z.enum(['en', 'fr']).default('en'),
    }),
    output: z.object({
      type: dataTypeSchema.nullable(),
      problems: z.array(z.object({ code: z.string(), from: z.number().int(), to: z.number().int(), text: textSchema })),
      completions: z.object({
        /** What a chosen item replaces: from here to there in the text. */
        from: z.number().int(),
        to: z.number().int(),
        items: z.array(
          z.object({
            label: z.string(),
            insert: z.string(),
            kind: z.enum(['column', 'function', 'keyword']),
            detail: z.string(),
            /** False for what could stand here but has the wrong type. */
            fits: z.boolean(),
            info: textSchema.optional(),
          }),
        ),
      }),
      /** The function around the caret, with the argument that is being typed. */
      signature: z.object({ text: z.string(), argument: z.number().int() }).nullable(),
      /** The same formula with blanks, capitals and lines in one hand; the text itself when it is no formula. */
      pretty: z.string(),
      /** The result on the first rows. */
      sample: z.array(cellSchema),
    }),
  },
  /** `targets` empty: all. `from`: everything downstream of these is computed anew. */
  startRun: {
    verb: 'POST',
    path: '/api/runs',
    input: z.object({
      ...at,
      targets: z.array(z.string()).default([]),
      from: z.array(z.string()).default([]),
      /** Other values of parameters, for this run. */
      values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
    }),
    output: z.object({ runId: z.string() }),
  },
  /** Makes sure that all outputs of a node are on disk, running it when they are not, and says which result that is: for `kept` of the node. */
  keepResult: {
    verb: 'POST',
    path: '/api/results/keep',
    input: z.object({ ...at, node: z.string() }),
    output: z.object({ fingerprint: z.string(), at: z.string() }),
  },
  cancelRun: {
    verb: 'POST',
    path: '/api/runs/{runId}/cancel',
    input: z.object({ runId: z.string() }),
    output: z.object({ cancelling: z.boolean() }),
  },
  listRuns: {
    verb: 'GET',
    path: '/api/runs',
    input: z.object({ pipeline: z.string().optional() }),
    output: z.object({ runs: z.array(runEntrySchema) }),
  },
  readRun: {
    verb: 'GET',
    path: '/api/runs/{runId}',
    input: z.object({ runId: z.string() }),
    output: z.object({
      run: runEntrySchema,
      steps: z.array(
        z.object({
          node: z.string(),
          title: z.string(),
          fingerprint: z.string(),
          state: z.enum(['executed', 'reused', 'failed', 'skipped', 'cancelled', 'lost']),
          seconds: z.number().nullable(),
          memoryBytes: z.number().nullable(),
          rows: z.record(z.string(), z.number()).optional(),
          problem: problemSchema.optional(),
          kept: z.string().optional(),
        }),
      ),
      log: z.array(z.string()),
    }),
  },
  /** What a port holds after a run, other than the rows of a table. */
  readArtifact: {
    verb: 'GET',
    path: '/api/artifacts/{fingerprint}/{port}',
    input: z.object({ fingerprint: z.string(), port: z.string() }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('table'), columns: z.array(columnSchema), rows: z.number().int() }),
      z.object({
        kind: z.literal('model'),
        id: z.string(),
        name: z.string(),
        task: z.enum(['classification', 'regression']),
        target: z.string(),
        views: z.array(viewSchema),
      }),
      z.object({ kind: z.literal('metrics'), evaluations: z.array(evaluationSchema), duels: z.array(duelSchema) }),
      z.object({
        kind: z.literal('report'),
        groups: z.array(groupReportSchema).optional(),
        monitor: monitorReportSchema.optional(),
        views: z.array(viewSchema),
      }),
      z.object({ kind: z.literal('endpoint'), name: z.string() }),
      z.object({ kind: z.literal('transform'), views: z.array(viewSchema) }),
    ]),
  },
  /** Exact header statistics of a table artifact. */
  readStatistics: {
    verb: 'GET',
    path: '/api/artifacts/{fingerprint}/{port}/statistics',
    input: z.object({ fingerprint: z.string(), port: z.string() }),
    output: z.object({ statistics: z.array(columnStatisticsSchema) }),
  },
  listModels: { verb: 'GET', path: '/api/models', input: nothing, output: z.object({ models: z.array(modelEntrySchema) }) },
  listEndpoints: { verb: 'GET', path: '/api/endpoints', input: nothing, output: z.object({ endpoints: z.array(endpointEntrySchema) }) },
  startEndpoint: {
    verb: 'POST',
    path: '/api/endpoints/{name}/start',
    input: z.object({ name: z.string(), port: z.number().int().optional() }),
    output: endpointEntrySchema,
  },
  stopEndpoint: { verb: 'POST', path: '/api/endpoints/{name}/stop', input: z.object({ name: z.string() }), output: endpointEntrySchema },
  removeEndpoint: { verb: 'DELETE', path: '/api/endpoints/{name}', input: z.object({ name: z.string() }), output: nothing },
  /** The key that callers of an endpoint send, to copy; null when it asks for none. */
  readEndpointKey: {
    verb: 'GET',
    path: '/api/endpoints/{name}/key',
    input: z.object({ name: z.string() }),
    output: z.object({ key: z.string().nullable() }),
  },
  /** Makes a new key; the old one is refused from now on. */
  rotateEndpointKey: {
    verb: 'POST',
    path: '/api/endpoints/{name}/key',
    input: z.object({ name: z.string() }),
    output: z.object({ key: z.string() }),
  },
  /** Sends one request to a running endpoint, as a client would. */
  callEndpoint: {
    verb: 'POST',
    path: '/api/endpoints/{name}/call',
    input: z.object({ name: z.string(), body: z.json() }),
    output: z.object({ status: z.number().int(), ms: z.number(), body: z.json() }),
  },
  readRequests: {
    verb: 'GET',
    path: '/api/endpoints/{name}/requests',
    input: z.object({
      name: z.string(),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
      offset: z.coerce.number().int().min(0).default(0),
    }),
    output: z.object({ total: z.number().int(), requests: z.array(requestRowSchema) }),
  },
  readMonitor: { verb: 'GET', path: '/api/endpoints/{name}/monitor', input: z.object({ name: z.string() }), output: monitorReportSchema },
  listBackends: {
    verb: 'GET',
    path: '/api/backends',
    input: nothing,
    output: z.object({
      backends: z.array(z.object({ id: z.string(), state: z.enum(['available', 'absent', 'broken']), text: textSchema })),
      chosen: z.string(),
    }),
  },
  readSettings: { verb: 'GET', path: '/api/settings', input: nothing, output: z.object({ settings: z.record(z.string(), z.json()) }) },
  writeSettings: { verb: 'PUT', path: '/api/settings', input: z.object({ settings: z.record(z.string(), z.json()) }), output: nothing },
  ...connectionMethods,
  ...libraryMethods,
  ...experimentMethods,
  ...profileMethods,
  ...fileMethods,
  ...trainingMethods,
} as const satisfies Record<string, { verb: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string; input: z.ZodType; output: z.ZodType }>

export type MethodName = keyof typeof methods
export type MethodInput<M extends MethodName> = z.input<(typeof methods)[M]['input']>
export type MethodOutput<M extends MethodName> = z.output<(typeof methods)[M]['output']>

/** The body of every answer that is not 2xx. */
export const failureSchema = z.object({ problem: problemSchema })
