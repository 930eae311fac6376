import { z } from 'zod'
import { evaluationSchema, fairnessMeasureSchema } from './artifact.ts'

const pair = z.tuple([z.number(), z.number()])

/** What a run drew, in watt-hours; `from` says how it is known, `range` between what and what it lies. */
export const energySchema = z.object({ wattHours: z.number(), range: pair, from: z.enum(['counter', 'tdp', 'default']) })
export type Energy = z.infer<typeof energySchema>

/** Where rows came from: the port of a step and its fingerprint. */
const rowsFromSchema = z.object({ node: z.string(), port: z.string(), fingerprint: z.string() })

/** What stays of an evaluation when its artifact is gone: its figures, not its curves. */
const recordedEvaluationSchema = evaluationSchema.pick({
  model: true,
  node: true,
  task: true,
  target: true,
  rows: true,
  figures: true,
  verdict: true,
})

/** What stays of a report about groups: how far apart they were. Differences only, so that less is always better. */
export const recordedGapsSchema = z.object({
  node: z.string(),
  /** Id of the model that was judged; null for decisions without a model. */
  model: z.string().nullable(),
  by: z.array(z.string()),
  outcome: z.string(),
  gaps: z.array(fairnessMeasureSchema.pick({ id: true, label: true, value: true, interval: true, worst: true })),
})
export type RecordedGaps = z.infer<typeof recordedGapsSchema>

/** What a run leaves besides its manifest: everything by which it is found, compared and repeated. Figures stay when artifacts are gone. */
export const runRecordSchema = z.object({
  versions: z.object({ millrace: z.string(), node: z.string(), duckdb: z.string() }),
  environment: z.object({ os: z.string(), cpu: z.string(), cores: z.number().int(), memoryBytes: z.number() }),
  seed: z.number(),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** `content`: changes with what the file, folder or database holds; empty where the settings hold all. */
  sources: z.array(
    z.object({
      node: z.string(),
      title: z.string(),
      content: z.string(),
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
    }),
  ),
  models: z.array(
    z.object({
      node: z.string(),
      id: z.string(),
      name: z.string(),
      learner: z.string(),
      task: z.enum(['classification', 'regression']),
      target: z.string(),
      features: z.number().int(),
      rows: z.number().int(),
      seconds: z.number(),
      bytes: z.number(),
      /** The rows that it learned from. */
      trainedOn: rowsFromSchema.nullable(),
    }),
  ),
  evaluations: z.array(
    z.object({
      node: z.string(),
      /** Id of the model that was judged; null when no step of this run made it. */
      model: z.string().nullable(),
      judgedOn: rowsFromSchema.nullable(),
      evaluation: recordedEvaluationSchema,
    }),
  ),
  /** Absent in records of an older Millrace. */
  fairness: z.array(recordedGapsSchema).default([]),
  artifacts: z.array(z.object({ node: z.string(), port: z.string(), kind: z.string(), fingerprint: z.string(), bytes: z.number() })),
  cost: z.object({
    seconds: z.number(),
    /** Of the engine while the run went on and of its workers. */
    cpuSeconds: z.number(),
    memoryBytes: z.number().nullable(),
    energy: energySchema,
  }),
})
export type RunRecord = z.infer<typeof runRecordSchema>
export type RunEvaluation = RunRecord['evaluations'][number]

/** What a person said of a run. */
export const annotationSchema = z.object({
  name: z.string().max(200).default(''),
  tags: z.array(z.string().min(1).max(60)).max(30).default([]),
  note: z.string().max(20_000).default(''),
})
export type Annotation = z.infer<typeof annotationSchema>
