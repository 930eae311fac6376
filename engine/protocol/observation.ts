import { z } from 'zod'
import { fixSchema } from './problem.ts'
import { textSchema } from './text.ts'

const findingSchema = z.object({
  tone: z.enum(['good', 'note', 'warning']),
  text: textSchema,
  /** A bar beside the text, from 0 to 1. */
  share: z.number().min(0).max(1).optional(),
  fix: fixSchema.optional(),
  /** The output with the rows that this leaves out. */
  others: z.string().optional(),
})
export type FindingLine = z.infer<typeof findingSchema>

/** What a node says of its inputs before it runs. */
export const observationSchema = z.object({
  findings: z.array(findingSchema),
  /** Rows of two sets: only left, in both, only right. */
  venn: z.object({ left: z.number(), both: z.number(), right: z.number() }).optional(),
  /** What the figures were counted on; absent where nothing was counted. */
  basis: z.object({ exact: z.boolean(), text: textSchema }).optional(),
})
export type NodeObservation = z.infer<typeof observationSchema>
