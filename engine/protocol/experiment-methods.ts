import { z } from 'zod'
import { comparisonMethods } from './experiment-comparison.ts'
import { annotationSchema, runRecordSchema } from './experiment-record.ts'
import { registryMethods } from './registry-methods.ts'
import { textSchema } from './text.ts'

const outcome = z.enum(['done', 'failed', 'cancelled', 'running', 'lost'])

/** A figure of a run, of the model that did best by it. */
export const runFigureSchema = z.object({
  label: textSchema,
  value: z.number(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  format: z.enum(['number', 'percent', 'count', 'seconds']),
  better: z.enum(['higher', 'lower']).nullable(),
  model: z.string(),
})
export type RunFigure = z.infer<typeof runFigureSchema>

/** A run as the list shows it. `number` counts the runs of the workspace; `params` as text by `NODE.PARAM`. */
export const runRowSchema = annotationSchema.extend({
  id: z.string(),
  number: z.number().int(),
  pipeline: z.string(),
  startedAt: z.string(),
  seconds: z.number().nullable(),
  outcome,
  executed: z.number().int(),
  reused: z.number().int(),
  seed: z.number(),
  models: z.array(z.string()),
  figures: z.record(z.string(), runFigureSchema),
  params: z.record(z.string(), z.string()),
  memoryBytes: z.number().nullable(),
  wattHours: z.number().nullable(),
  modelBytes: z.number().nullable(),
})
export type RunRow = z.infer<typeof runRowSchema>

/** `by`: `started`, `seconds`, `memory`, `energy`, `size`, `figure:ID` or `param:NODE.PARAM`. */
const sortSchema = z.object({ by: z.string(), descending: z.boolean() })

export const runQuerySchema = z.object({
  /** Words that pipeline, name, tags, note or models hold, all of them. */
  text: z.string().default(''),
  pipeline: z.string().optional(),
  outcomes: z.array(outcome).default([]),
  /** Runs that have all of these. */
  tags: z.array(z.string()).default([]),
  /** Only runs with an evaluation. */
  judged: z.boolean().default(false),
  sort: sortSchema.default({ by: 'started', descending: true }),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
})
export type RunQuery = z.output<typeof runQuerySchema>

const someRunsSchema = z.object({ runIds: z.array(z.string()).min(1).max(5000) })

/** What deleting runs takes away, and which of them stay with the reason. `bytes`: of the folders that go. */
const removalSchema = z.object({
  gone: z.array(z.string()),
  bytes: z.number(),
  stay: z.array(z.object({ runId: z.string(), why: textSchema })),
})
export type Removal = z.infer<typeof removalSchema>

/** Runs that were kept: found, named, read, deleted. */
export const experimentMethods = {
  ...comparisonMethods,
  ...registryMethods,
  searchRuns: {
    verb: 'POST',
    path: '/api/experiments/runs',
    input: runQuerySchema,
    /** `all`: runs of the workspace; `total`: those that fit. */
    output: z.object({ all: z.number().int(), total: z.number().int(), rows: z.array(runRowSchema) }),
  },
  /** What a list of runs can show and be narrowed by. Params only where two runs differ. */
  runColumns: {
    verb: 'GET',
    path: '/api/experiments/columns',
    input: z.object({}),
    output: z.object({
      figures: z.array(z.object({ id: z.string(), label: textSchema })),
      params: z.array(z.string()),
      tags: z.array(z.object({ tag: z.string(), runs: z.number().int() })),
      pipelines: z.array(z.string()),
    }),
  },
  annotateRun: {
    verb: 'PUT',
    path: '/api/experiments/runs/{runId}/annotation',
    input: annotationSchema.extend({ runId: z.string() }),
    output: runRowSchema,
  },
  /** What `removeRuns` would do. */
  weighRuns: { verb: 'POST', path: '/api/experiments/runs/weigh', input: someRunsSchema, output: removalSchema },
  /** Deletes records, notes and logs of runs for good. Runs that go on, and those that versions of the registry come from, stay. */
  removeRuns: { verb: 'POST', path: '/api/experiments/runs/remove', input: someRunsSchema, output: removalSchema },
  /** `record` null: a run of an older Millrace, or one that did not end. */
  readRunRecord: {
    verb: 'GET',
    path: '/api/experiments/runs/{runId}',
    input: z.object({ runId: z.string() }),
    output: z.object({ row: runRowSchema, record: runRecordSchema.nullable() }),
  },
} as const satisfies Record<string, { verb: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string; input: z.ZodType; output: z.ZodType }>
