import { z } from 'zod'
import { dataTypeSchema } from './table.ts'
import { textSchema } from './text.ts'

/** A column that a node names and its input does not have. */
export const lostColumnSchema = z.object({
  node: z.string(),
  port: z.string(),
  name: z.string(),
  /** The settings that name it. */
  settings: z.array(textSchema),
  /** The columns that could stand in its place, the likeliest first. */
  columns: z.array(z.object({ name: z.string(), type: dataTypeSchema })),
  suggestion: z.string().nullable(),
})
export type LostColumn = z.infer<typeof lostColumnSchema>

/** Another name in the place of a lost one. */
export const remapChoiceSchema = z.object({ node: z.string(), name: z.string(), to: z.string() })
export type RemapChoice = z.infer<typeof remapChoiceSchema>
