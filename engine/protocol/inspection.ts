import { z } from 'zod'
import { problemSchema } from './problem.ts'
import { columnSchema } from './table.ts'
import { textSchema } from './text.ts'

/** What is known of a table port before a run. `columns` is null while it cannot be known (something upstream is not set up). */
const portInspectionSchema = z.object({
  columns: z.array(columnSchema).nullable(),
  part: z.enum(['train', 'test', 'mixed']).optional(),
  /** Columns that are known only after a run, such as one-hot levels, were taken from a sample. */
  estimated: z.boolean().optional(),
  /** Its rows come out of a step that has not run. */
  afterRun: z.boolean().optional(),
  /** Such a step was tried on the first rows: there is a preview all the same. */
  tried: z.boolean().optional(),
})

/** A setting of a learner that a field can name. */
const offeredSettingSchema = z.object({
  name: z.string(),
  label: textSchema,
  /** The node before the learner that has it. */
  step: textSchema.optional(),
  /** What it is usually tried between, or among. */
  range: textSchema.optional(),
  /** What the other fields of an entry of a list are then. */
  entry: z.record(z.string(), z.json()).optional(),
})
export type OfferedSetting = z.infer<typeof offeredSettingSchema>

export const nodeInspectionSchema = z.object({
  /** The plain sentence of the node. */
  sentence: textSchema,
  /** Everything required is chosen and connected. */
  configured: z.boolean(),
  fingerprint: z.string(),
  /** Artifacts of this fingerprint are there; nothing has to run. */
  fresh: z.boolean(),
  inputs: z.record(z.string(), portInspectionSchema),
  outputs: z.record(z.string(), portInspectionSchema),
  /** Its result is one of earlier, of this time. `changed`: its settings or inputs would give another one now. */
  kept: z.object({ at: z.string(), changed: z.boolean() }).optional(),
  /** What its fields of the kind `setting` offer, while the learners behind it are known. */
  settings: z.array(offeredSettingSchema).optional(),
  /** What the last run of this fingerprint found, when it is fresh. */
  result: z.object({ rows: z.record(z.string(), z.number()).optional(), seconds: z.number(), summary: textSchema.optional() }).optional(),
})
export type NodeInspection = z.infer<typeof nodeInspectionSchema>

/** Everything that can be said of a document without running it. */
export const inspectionSchema = z.object({ problems: z.array(problemSchema), nodes: z.record(z.string(), nodeInspectionSchema) })
export type Inspection = z.infer<typeof inspectionSchema>
