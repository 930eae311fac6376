import { z } from 'zod'

export const chartKinds = ['histogram', 'bar', 'box', 'line', 'scatter', 'hexbin', 'heatmap', 'mosaic', 'correlation', 'missing'] as const

/** What a chart shows of a table: its kind and the columns that stand for each of its parts. */
export const chartSpecSchema = z.object({
  kind: z.enum(chartKinds),
  x: z.string().nullable().default(null),
  y: z.string().nullable().default(null),
  colour: z.string().nullable().default(null),
  size: z.string().nullable().default(null),
  /** One small chart for each of its most frequent values. */
  facet: z.string().nullable().default(null),
  /** Of y, or of colour where cells are coloured; rows are counted without a column to take. */
  aggregate: z.enum(['count', 'sum', 'mean', 'median', 'min', 'max', 'distinct']).default('count'),
  /** About so many bins; null: as many as suit the chart. */
  bins: z.number().int().min(2).max(200).nullable().default(null),
  xScale: z.enum(['linear', 'log']).default('linear'),
  yScale: z.enum(['linear', 'log']).default('linear'),
  sort: z.enum(['rows', 'value', 'name']).default('rows'),
  /** So many of the most frequent values of a category. */
  top: z.number().int().min(1).max(100).nullable().default(null),
  /** The values that are not among them together, or left out. */
  others: z.boolean().default(true),
})
export type ChartSpec = z.infer<typeof chartSpecSchema>
export type ChartKind = ChartSpec['kind']

/** How the marks of a chart say where they stand. Times are milliseconds since 1970; categories places in `values`. */
const axisSchema = z.object({
  column: z.string(),
  as: z.enum(['number', 'time', 'category']),
  log: z.boolean(),
  /** Of a category: its values in their order. A place one further is all the others together. */
  values: z.array(z.string()).optional(),
  /** How many values the others are; absent when there are none. */
  others: z.number().int().optional(),
  /** Width of a bin; in decades on a log scale. */
  step: z.number().optional(),
  /** Unit of time that a bin is. */
  unit: z.string().optional(),
})
export type ChartAxis = z.infer<typeof axisSchema>

/** The data of a chart, ready to be drawn: at most 20,000 marks. */
export const chartDataSchema = z.object({
  /** Differs from the kind that was asked for where there are too many points to draw. */
  kind: z.enum(chartKinds),
  /** Rows that were looked at, of so many. Fewer: a seeded sample of all. */
  rows: z.number().int(),
  of: z.number().int(),
  /** Rows that have no place: a value is missing, or not above zero on a log scale, or not among the chosen values. */
  left: z.number().int(),
  axes: z.object({
    x: axisSchema.optional(),
    y: axisSchema.optional(),
    colour: axisSchema.optional(),
    size: axisSchema.optional(),
    facet: axisSchema.optional(),
  }),
  /** Names of the cells of each mark: places (x, x2, y, y2, c, f, s), rows (n), a figure (v). */
  fields: z.array(z.string()),
  marks: z.array(z.array(z.union([z.number(), z.null()]))),
  /** The columns of a matrix. */
  columns: z.array(z.string()).optional(),
})
export type ChartData = z.infer<typeof chartDataSchema>
