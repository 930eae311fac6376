import { z } from 'zod'
import { documentSchema } from './document.ts'
import { problemSchema } from './problem.ts'
import { textSchema } from './text.ts'

export const pipelineEntrySchema = z.object({
  /** Relative to the workspace folder. */
  path: z.string(),
  name: z.string(),
  /** When the file was written, or its draft. */
  modifiedAt: z.string(),
  openedAt: z.string().nullable(),
  /** With `name`, `picture` and `wires`: as the draft has them when there is one. */
  nodes: z.number().int(),
  /** Node families at their places, for the thumbnail. */
  picture: z.array(z.object({ id: z.string(), family: z.string(), x: z.number(), y: z.number() })),
  wires: z.array(z.tuple([z.string(), z.string()])),
  /** Outcome of its last run. */
  outcome: z.enum(['done', 'failed', 'cancelled', 'running', 'none']),
  /** Edits that are not in the file. */
  draft: z.boolean(),
})
export type PipelineEntry = z.infer<typeof pipelineEntrySchema>

export const openedPipelineSchema = z.object({
  path: z.string(),
  document: documentSchema,
  /** Changes with the file; a save over another revision is refused. */
  revision: z.string(),
  readOnly: z.boolean(),
  problems: z.array(problemSchema),
  /** Edits that were not saved when the studio closed. */
  draft: z.object({ document: documentSchema, savedAt: z.string() }).nullable(),
})
export type OpenedPipeline = z.infer<typeof openedPipelineSchema>

export const exampleEntrySchema = z.object({ id: z.string(), title: textSchema, summary: textSchema, family: z.string(), icon: z.string() })
export type ExampleEntry = z.infer<typeof exampleEntrySchema>

export const runEntrySchema = z.object({
  id: z.string(),
  pipeline: z.string(),
  startedAt: z.string(),
  seconds: z.number().nullable(),
  outcome: z.enum(['done', 'failed', 'cancelled', 'running', 'lost']),
  executed: z.number().int(),
  reused: z.number().int(),
  /** Headline figures by node title. */
  figures: z.array(z.object({ node: z.string(), title: z.string(), label: textSchema, value: z.number() })),
})
export type RunEntry = z.infer<typeof runEntrySchema>

export const modelEntrySchema = z.object({
  id: z.string(),
  name: z.string(),
  learner: z.string(),
  task: z.enum(['classification', 'regression']),
  target: z.string(),
  createdAt: z.string(),
  rows: z.number().int(),
  run: z.string().nullable(),
})
export type ModelEntry = z.infer<typeof modelEntrySchema>

export const endpointEntrySchema = z.object({
  name: z.string(),
  url: z.string(),
  port: z.number().int(),
  state: z.enum(['running', 'stopped', 'failed']),
  problem: problemSchema.nullable(),
  model: z.string(),
  requireKey: z.boolean(),
  requests: z.number().int(),
  errors: z.number().int(),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  /** A request body that works, and the answer that it gives. */
  sample: z.object({ request: z.json(), curl: z.string() }),
})
export type EndpointEntry = z.infer<typeof endpointEntrySchema>

/** A share of the rows: of one level, or of a number's values up to `upTo`. */
const driftBinSchema = z.object({ label: z.string(), upTo: z.number().optional(), share: z.number() })

export const featureDriftSchema = z.object({
  feature: z.string(),
  kind: z.enum(['number', 'category']),
  measure: z.string(),
  value: z.number().nullable(),
  limit: z.number().nullable(),
  verdict: z.enum(['calm', 'watch', 'drift', 'few']),
  text: textSchema,
  reference: z.array(driftBinSchema),
  current: z.array(driftBinSchema),
  /** A yes/no column: its levels `true` and `false` are said as yes and no. */
  yesNo: z.boolean().optional(),
  missing: z.object({ reference: z.number(), current: z.number() }),
})
export type FeatureDrift = z.infer<typeof featureDriftSchema>

export const monitorReportSchema = z.object({
  endpoint: z.string(),
  requests: z.number().int(),
  since: z.string().nullable(),
  verdict: textSchema,
  features: z.array(featureDriftSchema),
  predictions: featureDriftSchema.nullable(),
})
export type MonitorReport = z.infer<typeof monitorReportSchema>

export const requestRowSchema = z.object({
  at: z.string(),
  ms: z.number(),
  status: z.number().int(),
  input: z.json(),
  output: z.json(),
})
export type RequestRow = z.infer<typeof requestRowSchema>
