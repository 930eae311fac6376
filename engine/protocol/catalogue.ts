import { z } from 'zod'
import { textSchema } from './text.ts'

const kind = z.enum(['table', 'model', 'transform', 'metrics', 'report', 'endpoint', 'dataset'])

/** A node of the catalogue as the studio sees it. `params` is JSON Schema; each property carries `x-field` (nodes/kit/fields.ts FieldMeta). */
export const catalogueEntrySchema = z.object({
  id: z.string(),
  version: z.number().int(),
  category: z.string(),
  /** Colour family of the design: data, prepare, features, model, evaluate, deploy, utility. */
  family: z.enum(['data', 'prepare', 'features', 'model', 'evaluate', 'deploy', 'utility']),
  /** Where it stands within a large family, and the place of that shelf among the others. */
  shelf: z.object({ place: z.number().int(), name: textSchema }).optional(),
  icon: z.string(),
  title: textSchema,
  summary: textSchema,
  help: textSchema,
  keywords: z.object({ en: z.array(z.string()), fr: z.array(z.string()) }),
  inputs: z.record(z.string(), z.object({ kind, label: textSchema, optional: z.boolean().optional(), many: z.boolean().optional() })),
  outputs: z.record(z.string(), z.object({ kind, label: textSchema, ifEmpty: textSchema.optional() })),
  params: z.record(z.string(), z.json()),
  defaults: z.record(z.string(), z.json()),
  /** It can say something of its inputs before a run (method `observe`). */
  observes: z.boolean().optional(),
  examples: z.array(
    z.object({ title: textSchema, params: z.record(z.string(), z.json()), inputs: z.json().optional(), expect: z.json().optional() }),
  ),
})
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>

/**
 * A step that a person takes from the column or the cell they point at: a node behind the table that is shown. In `params` the object
 * `{ "$": "column" }` stands for the name of that column, `{ "$": "value" }` for the value of that cell, `{ "$": "text" }` for the same as text,
 * `{ "$": "formula" }` for the column as formulas write it, `{ "$": "new" }` for the name of a column made of it.
 */
export const columnStepSchema = z.object({
  id: z.string(),
  node: z.string(),
  label: textSchema,
  /** Steps of one group stand together under its name. */
  group: textSchema,
  /** What is pointed at: the head of a column, a cell with a value, or one without. */
  at: z.enum(['column', 'value', 'missing']),
  /** Types of columns that it is for; of all types unless said. */
  accepts: z.array(z.string()).optional(),
  /** Only for columns in which values are missing. */
  ifMissing: z.boolean().optional(),
  /** The param that a person sets next: its dialog opens, or the writing goes on in it. */
  opens: z.string().optional(),
  /** It makes another table: it never goes between two nodes, whose second one needs the columns of the first. */
  apart: z.boolean().optional(),
  params: z.record(z.string(), z.json()),
})
export type ColumnStep = z.infer<typeof columnStepSchema>
