import { z } from 'zod'
import { textSchema } from './text.ts'

const interval = z.tuple([z.number(), z.number()])

/** One figure with its 95 % interval where one is known. */
export const figureSchema = z.object({
  id: z.string(),
  label: textSchema,
  value: z.number().nullable(),
  interval: interval.optional(),
  /** The same figure for the best constant prediction. */
  baseline: z.number().nullable().optional(),
  format: z.enum(['number', 'percent', 'count', 'seconds']).default('number'),
  better: z.enum(['higher', 'lower']).optional(),
  help: textSchema.optional(),
})
export type Figure = z.infer<typeof figureSchema>

/** Something to look at. The studio has one viewer per `view`; nodes ship no UI. */
export const viewSchema = z.discriminatedUnion('view', [
  z.object({ view: z.literal('text'), title: textSchema.optional(), text: textSchema, lead: z.boolean().optional() }),
  z.object({ view: z.literal('figures'), title: textSchema.optional(), figures: z.array(figureSchema) }),
  z.object({
    view: z.literal('table'),
    title: textSchema.optional(),
    columns: z.array(
      z.object({ key: z.string(), label: textSchema, format: z.enum(['text', 'number', 'percent', 'count']).default('text') }),
    ),
    rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  }),
  /** A Vega-Lite spec with its data inside; `summary` is its accessible name. Colours, fonts and size come from the studio's theme. */
  z.object({ view: z.literal('vega-lite'), title: textSchema.optional(), spec: z.record(z.string(), z.json()), summary: textSchema }),
])
export type View = z.infer<typeof viewSchema>

const point = z.tuple([z.number(), z.number()])

/** How a model did on rows it had not seen. */
export const evaluationSchema = z.object({
  model: z.string(),
  node: z.string(),
  task: z.enum(['classification', 'regression']),
  target: z.string(),
  rows: z.number().int(),
  figures: z.array(figureSchema),
  /** The sentence that says how good it is against the baseline. */
  verdict: textSchema,
  classes: z.array(z.string()).optional(),
  /** The target is a yes/no column: its classes `true` and `false` are said as yes and no. */
  yesNo: z.boolean().optional(),
  /** For two classes: the one that curves and thresholds are about. */
  positive: z.string().optional(),
  /** confusion[actual][predicted] at the default threshold. */
  confusion: z.array(z.array(z.number().int())).optional(),
  perClass: z
    .array(
      z.object({
        class: z.string(),
        rows: z.number().int(),
        precision: z.number().nullable(),
        recall: z.number().nullable(),
        f1: z.number().nullable(),
      }),
    )
    .optional(),
  roc: z.array(point).optional(),
  precisionRecall: z.array(point).optional(),
  calibration: z.array(z.object({ predicted: z.number(), observed: z.number(), rows: z.number().int(), interval })).optional(),
  thresholds: z
    .array(z.object({ threshold: z.number(), tp: z.number().int(), fp: z.number().int(), tn: z.number().int(), fn: z.number().int() }))
    .optional(),
  residuals: z.array(z.object({ from: z.number(), to: z.number(), rows: z.number().int() })).optional(),
  actualPredicted: z.array(z.object({ actual: z.number(), predicted: z.number(), rows: z.number().int() })).optional(),
  importance: z.array(z.object({ name: z.string(), value: z.number() })).optional(),
})
export type Evaluation = z.infer<typeof evaluationSchema>

/** A share with its 95 % interval and the number of rows it is a share of. */
export const rateSchema = z.object({ value: z.number().nullable(), interval: interval.nullable(), of: z.number() })
export type Rate = z.infer<typeof rateSchema>

export const groupRowSchema = z.object({
  group: z.string(),
  rows: z.number(),
  /** False when the group is too small to be judged. */
  judged: z.boolean(),
  baseRate: rateSchema,
  selectionRate: rateSchema,
  tpr: rateSchema,
  fpr: rateSchema,
  fnr: rateSchema,
  precision: rateSchema,
  accuracy: rateSchema,
})
export type GroupRow = z.infer<typeof groupRowSchema>

/** One fairness measure over all judged groups, with its worst pair. */
export const fairnessMeasureSchema = z.object({
  id: z.string(),
  label: textSchema,
  value: z.number().nullable(),
  interval: interval.nullable(),
  kind: z.enum(['difference', 'ratio']),
  limit: z.number(),
  verdict: z.enum(['good', 'near', 'bad', 'unknown']),
  chip: textSchema,
  text: textSchema,
  worst: z.object({ low: z.string(), high: z.string(), lowRate: z.number(), highRate: z.number() }).nullable(),
})
export type FairnessMeasure = z.infer<typeof fairnessMeasureSchema>

export const groupReportSchema = z.object({
  model: z.string(),
  /** The column, or columns, whose values are the groups. */
  by: z.array(z.string()),
  /** The outcome that is given or withheld, for example `y = yes`. */
  outcome: z.string(),
  favourable: z.boolean(),
  threshold: z.number().nullable(),
  rows: z.number(),
  smallest: z.number(),
  verdict: textSchema,
  overall: groupRowSchema,
  groups: z.array(groupRowSchema),
  measures: z.array(fairnessMeasureSchema),
})
export type GroupReport = z.infer<typeof groupReportSchema>

/** What an endpoint node asks for; the engine starts it when the run ends. */
export const endpointSpecSchema = z.object({
  name: z.string(),
  port: z.number().int(),
  /** Id of the model in the workspace. */
  model: z.string(),
  requireKey: z.boolean(),
  logRequests: z.boolean(),
  /** From which probability on the positive one of two classes is answered; null: the model's own. */
  threshold: z.number().nullable().default(null),
})
export type EndpointSpec = z.infer<typeof endpointSpecSchema>
