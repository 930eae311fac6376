import { z } from 'zod'
import { cellSchema } from './table.ts'
import { textSchema } from './text.ts'

const figure = z.number().nullable()
/** What a figure was in the first and in the second profile. */
const pair = <S extends z.ZodType>(schema: S) => z.tuple([schema, schema])

const comparedColumnSchema = z.object({
  name: z.string(),
  /** `gone` and `new`: only in the first or only in the second; `type`: the type changed; then by what differs most; `same`: nothing of note. */
  change: z.enum(['gone', 'new', 'type', 'missing', 'values', 'shifted', 'same']),
  /** What to know of it, in a sentence. */
  text: textSchema,
  /** By which columns are ranked; 0: nothing differs. */
  weight: z.number(),
  types: pair(z.string().nullable()),
  missing: pair(figure),
  distinct: pair(figure),
  middle: pair(cellSchema),
  mean: pair(figure),
  /** Population stability index and Kolmogorov–Smirnov distance of the two distributions, from 20 bins or the most frequent values. */
  psi: figure,
  ks: figure,
  /** Values among the most frequent ones of one profile that the other does not have. */
  newValues: z.array(z.string()),
  goneValues: z.array(z.string()),
  /** Shares of the rows with a value, on common bins or by value. */
  bins: z.array(z.object({ label: z.string(), shares: pair(z.number()) })),
})
export type ComparedColumn = z.infer<typeof comparedColumnSchema>

export const profileComparisonSchema = z.object({
  rows: pair(z.number()),
  duplicates: pair(z.number()),
  missingShare: pair(z.number()),
  /** The column that differs most first. */
  columns: z.array(comparedColumnSchema),
})
export type ProfileComparison = z.infer<typeof profileComparisonSchema>
