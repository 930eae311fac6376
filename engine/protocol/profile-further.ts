import { z } from 'zod'
import { evaluationSchema } from './artifact.ts'
import { cellSchema } from './table.ts'
import { textSchema } from './text.ts'

const count = z.number().int()

/** What a small tree learns of the target from four fifths of the sample, judged on the last fifth. `importance`: the columns it used most. */
export const quickModelSchema = evaluationSchema
  .pick({
    task: true,
    target: true,
    rows: true,
    figures: true,
    verdict: true,
    classes: true,
    positive: true,
    confusion: true,
    importance: true,
  })
  .extend({
    actualPredicted: evaluationSchema.shape.actualPredicted,
    trainRows: count,
    leftOut: z.array(z.object({ column: z.string(), why: z.enum(['leak', 'role', 'unique', 'constant', 'list']) })),
  })
export type QuickModel = z.infer<typeof quickModelSchema>

/** Rows that are soon alone when rows are cut at random places (an isolation forest over the columns of numbers). */
export const unusualRowsSchema = z.object({
  /** Complete rows that were looked at, and the score of the middle one of them. */
  looked: count,
  typical: z.number(),
  columns: z.array(z.string()),
  rows: z.array(
    z.object({
      /** Place in the table, from 0 on. */
      row: count,
      score: z.number(),
      /** All cells, in the order of the profile's columns. */
      cells: z.array(cellSchema),
      /** What makes it unusual: its score falls by `counts` when the usual value stands there. Nine of ten rows lie between `low` and `high`. */
      because: z.array(z.object({ column: z.string(), counts: z.number(), low: z.number(), high: z.number() })),
    }),
  ),
})
export type UnusualRows = z.infer<typeof unusualRowsSchema>

export const seriesUnits = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const

/** Of a table whose moments follow each other at one step. */
export const profileSeriesSchema = z.object({
  time: z.string(),
  step: z.object({ count: z.number(), unit: z.enum(seriesUnits) }),
  moments: count,
  /** Several rows share a moment: the series is their mean. */
  averaged: z.boolean(),
  gaps: count,
  /** The longest gaps: the moments at their two ends. */
  longestGaps: z.array(z.object({ from: z.string(), to: z.string() })),
  columns: z.array(
    z.object({
      column: z.string(),
      /** Means of up to 120 stretches of equal length. */
      picture: z.array(z.number()),
      /** Autocorrelations, plain and partial, from lag 1 on; within ± band they may be chance (95 %). */
      acf: z.array(z.number()),
      pacf: z.array(z.number()),
      band: z.number(),
      season: z.object({ period: count, strength: z.number() }).nullable(),
      /** Test of one level (KPSS). p lies between 0.01 and 0.1, where its table ends. */
      kpss: z.object({ statistic: z.number(), p: z.number(), lags: count }).nullable(),
      stationary: z.boolean(),
    }),
  ),
})
export type ProfileSeries = z.infer<typeof profileSeriesSchema>

/** What a profile says beyond counting; computed after it, in a process of its own. */
export const profileFurtherSchema = z.object({
  basis: z.object({ exact: z.boolean(), rows: count }),
  /** Null without a target, and where `noModel` says why it cannot be learnt. */
  model: quickModelSchema.nullable(),
  noModel: textSchema.nullable(),
  unusual: unusualRowsSchema.nullable(),
  series: profileSeriesSchema.nullable(),
  seconds: z.number(),
})
export type ProfileFurther = z.infer<typeof profileFurtherSchema>
