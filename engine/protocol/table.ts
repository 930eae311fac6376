import { z } from 'zod'

export const dataTypeSchema = z.string().regex(/^(bool|int|float|text|date|timestamp|list<(bool|int|float|text|date|timestamp)>)$/)

export const columnSchema = z.object({
  name: z.string(),
  type: dataTypeSchema,
  role: z.enum(['target', 'id', 'time', 'weight', 'group', 'sensitive', 'ignore']).optional(),
})
export type TableColumn = z.infer<typeof columnSchema>

/** A cell as JSON: bool, number, text; int beyond 2^53 and all dates as text (`2024-01-31`, `2024-01-31 10:00:00`); NaN and infinities as text. */
export const cellSchema = z.union([
  z.null(),
  z.boolean(),
  z.number(),
  z.string(),
  z.array(z.union([z.null(), z.boolean(), z.number(), z.string()])),
])
export type Cell = z.infer<typeof cellSchema>

/** What stands in the header of a column of the grid. */
export const columnStatisticsSchema = z.object({
  name: z.string(),
  /** Rows that were looked at, and how many of them are missing. */
  rows: z.number().int(),
  missing: z.number().int(),
  /** Distinct values, up to 1 % off above a thousand. */
  distinct: z.number().int(),
  min: cellSchema,
  max: cellSchema,
  mean: z.number().nullable(),
  /** Numbers and dates: equal-width bins from min to max. */
  histogram: z.array(z.number().int()).optional(),
  /** Text and yes/no: the most frequent values. */
  top: z.array(z.object({ value: z.string(), rows: z.number().int() })).optional(),
  quantiles: z.object({ p05: cellSchema, p25: cellSchema, p50: cellSchema, p75: cellSchema, p95: cellSchema }).optional(),
})
export type ColumnStatistics = z.infer<typeof columnStatisticsSchema>

export const rowCountSchema = z.object({ rows: z.number().int().nullable(), exact: z.boolean() })
export type RowCount = z.infer<typeof rowCountSchema>

/** The first rows of a table with its header statistics. `sampled`: statistics come from this many rows and are an estimate. */
export const previewSchema = z.object({
  columns: z.array(columnSchema),
  rows: z.array(z.array(cellSchema)),
  count: rowCountSchema,
  statistics: z.array(columnStatisticsSchema),
  sampled: z.number().int().nullable(),
  /** Where exact rows can be paged, once the node has run. */
  artifact: z.object({ fingerprint: z.string(), port: z.string() }).optional(),
})
export type Preview = z.infer<typeof previewSchema>
