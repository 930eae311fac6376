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
  /** Draws it from one to the other, as figures beside it that are of the same kind. */
  domain: interval.optional(),
  format: z.enum(['number', 'percent', 'count', 'seconds']).default('number'),
  better: z.enum(['higher', 'lower']).optional(),
  help: textSchema.optional(),
  /** How the interval was found, in a few words. */
  method: textSchema.optional(),
  /** One of the further figures, which are folded away at first. */
  detail: z.boolean().optional(),
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
  /**
   * A Vega-Lite spec with its data inside; `summary` is its accessible name. Colours, fonts and size come from the studio's theme. Whatever in it is
   * a text `{ en, fr }` is shown in the studio's language; `usermeta.columns` says which columns its data has as a table, and what they are called.
   */
  z.object({ view: z.literal('vega-lite'), title: textSchema.optional(), spec: z.record(z.string(), z.json()), summary: textSchema }),
])
export type View = z.infer<typeof viewSchema>

const point = z.tuple([z.number(), z.number()])

/** A figure without its words, where many stand in a table. */
const measureSchema = z.object({ value: z.number().nullable(), interval: interval.nullable() })
export type Measure = z.infer<typeof measureSchema>

const calibrationSchema = z.array(
  z.object({
    predicted: z.number(),
    observed: z.number(),
    rows: z.number().int(),
    interval,
    /** Lowest and highest score of the rows. */
    from: z.number(),
    to: z.number(),
  }),
)

/** Curves of one class against the others, thinned. */
const classCurvesSchema = z.object({
  class: z.string(),
  /** Weighted share of the rows that are of the class. */
  base: z.number(),
  /** [false alarms, found], [found, right of those called], [share of all rows called, found]. */
  roc: z.array(point).nullable(),
  /** [false alarms, low, high]: pointwise 95 % band of the share found, by bootstrap. */
  rocBand: z
    .array(z.tuple([z.number(), z.number(), z.number()]))
    .nullable()
    .optional(),
  precisionRecall: z.array(point).nullable(),
  gain: z.array(point).nullable(),
  calibration: calibrationSchema,
  /** Rows of the class and of the others by score. */
  scores: z.array(z.object({ from: z.number(), to: z.number(), own: z.number().int(), others: z.number().int() })),
})
export type ClassCurves = z.infer<typeof classCurvesSchema>

/** A comparison of a column with a value, in the words of the node that filters rows. */
const conditionSchema = z.object({
  column: z.string(),
  is: z.string(),
  value: z.union([z.string(), z.number()]).optional(),
})

/** Rows that a model gets wrong more often (or by more) than the others, beyond chance. */
export const sliceSchema = z.object({
  /** Which rows, in plain words. */
  name: textSchema,
  /** The same rows as conditions on the table of judged rows. */
  conditions: z.array(conditionSchema),
  rows: z.number().int(),
  /** Share of rows that are wrong, or the mean absolute error; and that of all other rows. */
  error: measureSchema,
  rest: measureSchema,
  /** Corrected for all groups that were looked at (Benjamini and Hochberg). */
  pValue: z.number(),
})
export type Slice = z.infer<typeof sliceSchema>

/** From this value on to below that one; null where open. */
const cellSide = z.tuple([z.number().nullable(), z.number().nullable()])
const gridCell = { rows: z.number().int(), cell: z.tuple([cellSide, cellSide]).optional() }

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
        precision: measureSchema,
        recall: measureSchema,
        specificity: measureSchema,
        f1: measureSchema,
        auc: measureSchema,
        averagePrecision: measureSchema,
      }),
    )
    .optional(),
  /** Means of the figures per class. Micro counts all rows alike. */
  averages: z
    .array(z.object({ of: z.enum(['macro', 'weighted', 'micro']), precision: measureSchema, recall: measureSchema, f1: measureSchema }))
    .optional(),
  /** Two classes: of the positive one. More: of each class against the others. */
  curves: z.array(classCurvesSchema).optional(),
  thresholds: z
    .array(z.object({ threshold: z.number(), tp: z.number().int(), fp: z.number().int(), tn: z.number().int(), fn: z.number().int() }))
    .optional(),
  /** costs[actual][predicted]: what one row costs, where the node was told. */
  costs: z.array(z.array(z.number())).optional(),
  /** The threshold that the confusion table and the figures were made with. */
  threshold: z.number().optional(),
  /** Residuals are actual minus predicted. The end bins hold what lies beyond. */
  residuals: z.array(z.object({ from: z.number(), to: z.number(), rows: z.number().int() })).optional(),
  actualPredicted: z.array(z.object({ actual: z.number(), predicted: z.number(), ...gridCell })).optional(),
  residualPredicted: z.array(z.object({ predicted: z.number(), residual: z.number(), ...gridCell })).optional(),
  /** Standard normal quantiles beside the residuals at the same shares, for a QQ plot. */
  residualQuantiles: z.array(z.object({ normal: z.number(), residual: z.number() })).optional(),
  /** Mean absolute error in groups of rising actual value; `from` and `to` are its smallest and largest. */
  errorBySize: z.array(z.object({ from: z.number(), to: z.number(), error: z.number(), interval, rows: z.number().int() })).optional(),
  importance: z.array(z.object({ name: z.string(), value: z.number() })).optional(),
  /** Worst first; empty when none is worse beyond chance, absent when nobody looked. */
  slices: z.array(sliceSchema).optional(),
  /** Columns of a table of this node where each judged row stands beside its answer. `scores` in the order of the classes. */
  answers: z
    .object({
      port: z.string(),
      actual: z.string(),
      prediction: z.string(),
      scores: z.array(z.string()),
      residual: z.string().optional(),
    })
    .optional(),
})
export type Evaluation = z.infer<typeof evaluationSchema>

/** Whether one model beats another by a figure, on the same rows or folds. `a` and `b` are places in the list of evaluations. */
export const duelSchema = z.object({
  a: z.number().int(),
  b: z.number().int(),
  /** Id and name of the figure. */
  figure: z.string(),
  label: textSchema,
  format: figureSchema.shape.format,
  /** Of a over b, positive where a is better. */
  lead: z.number(),
  interval: interval.nullable(),
  /** That a is better; with a region of practical equivalence, by more than that. */
  probability: z.number(),
  /** That they are equal for practical purposes, where such a region was given. */
  equal: z.number().optional(),
  /** How it was found, in a few words. */
  method: textSchema,
})
export type Duel = z.infer<typeof duelSchema>

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
