import { z } from 'zod'
import { cellSchema, columnSchema, dataTypeSchema } from './table.ts'

/** Rows of a table with the results that a person typed for some of them. An empty result is a missing one. */
export const typedRowSchema = z.object({ row: z.array(cellSchema), result: z.string().max(1000) })
export type TypedRow = z.infer<typeof typedRowSchema>

/** Formulas that give all typed results, best first, with what they give in the rows of the sample. */
export const byExampleSchema = z.object({
  columns: z.array(columnSchema),
  /** The first rows of the table: those to type results for. */
  rows: z.array(z.array(cellSchema)),
  formulas: z.array(z.object({ formula: z.string(), type: dataTypeSchema, outputs: z.array(z.string().nullable()) })),
  /** The row in which the formulas differ most. */
  ask: z.number().int().nullable(),
})
