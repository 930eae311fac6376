import { z } from 'zod'
import { cellSchema, columnSchema } from './table.ts'
import { paramsSchema } from './document.ts'
import { profileFurtherSchema } from './profile-further.ts'
import { textSchema } from './text.ts'

const count = z.number().int()

/** What a family of figures was computed from. `exact` false: from an approximate counter or from this many rows alone. */
const basisSchema = z.object({ exact: z.boolean(), rows: count })
const figureFamilies = ['counts', 'distinct', 'quantiles', 'shapes', 'top', 'patterns', 'duplicates', 'relations', 'target'] as const

const spellingsSchema = z.object({
  /** Values that differ only in case, accents, spaces or punctuation from another one, and the values that they likely are. */
  values: count,
  likely: count,
  rows: count,
  examples: z.array(z.array(z.string())),
  /** All of them, the most frequent first, where some differ in more than case, accents and spaces; not of very many. */
  groups: z.array(z.array(z.string())).optional(),
})

export const profiledColumnSchema = columnSchema.extend({
  /** Missing is null, empty or blank. */
  missing: z.object({ total: count, nulls: count, empty: count, blank: count }),
  distinct: z.object({ values: count, exact: z.boolean() }),
  min: cellSchema,
  max: cellSchema,
  /** Of finite values; deviation, skew and kurtosis (excess) are those of a sample. */
  number: z
    .object({
      mean: z.number().nullable(),
      deviation: z.number().nullable(),
      skew: z.number().nullable(),
      kurtosis: z.number().nullable(),
      zeros: count,
      negatives: count,
      infinite: count,
      nan: count,
      /** Rows at the very ends; null: not counted. */
      atMin: count.nullable(),
      atMax: count.nullable(),
      /** Beyond the median ± 5 deviations of the values clipped to their 5 and 95 % quantiles. */
      outliers: z.object({ rows: count, below: z.number().nullable(), above: z.number().nullable() }),
    })
    .optional(),
  quantiles: z
    .object({ exact: z.boolean(), p05: cellSchema, p25: cellSchema, p50: cellSchema, p75: cellSchema, p95: cellSchema })
    .optional(),
  /** Equal-width bins from min to max. */
  histogram: z.array(count).optional(),
  top: z
    .object({
      exact: z.boolean(),
      values: z.array(z.object({ value: z.string(), rows: count })),
      /** Values that occur in one row only, and in fewer rows than 1 in 100; rows of the latter. */
      once: count,
      rare: count,
      rareRows: count,
    })
    .optional(),
  text: z
    .object({
      shortest: count.nullable(),
      longest: count.nullable(),
      mean: z.number().nullable(),
      /** Rows that could be read as a number (with a point, with a decimal comma) or a date. */
      numbers: count,
      commaNumbers: count,
      dates: count,
      /** Rows that say "n/a", "?" or the like. */
      placeholders: z.array(z.object({ value: z.string(), rows: count })),
      patterns: z.array(z.object({ pattern: z.string(), rows: count })),
      spellings: spellingsSchema.optional(),
    })
    .optional(),
  /** Of the different moments in their order: days from first to last, the usual step, steps longer than 1.5 times that, the longest. */
  date: z
    .object({
      spanDays: z.number(),
      usualDays: z.number().nullable(),
      gaps: count,
      longestDays: z.number().nullable(),
      /** Share of the steps that are nearly the usual one; deviation of the rows of a moment over their mean. Null: not looked at. */
      regular: z.number().nullable().optional(),
      uneven: z.number().nullable().optional(),
    })
    .optional(),
  /** What most of its texts are, besides words: told from so many different values, of which `share` fit. */
  kind: z.object({ id: z.string(), label: textSchema, share: z.number(), values: count, personal: z.boolean() }).optional(),
  /** How well this column alone tells the target, on rows that it did not learn from: 0 nothing, 1 everything. */
  power: z.number().nullable().optional(),
})
export type ProfiledColumn = z.infer<typeof profiledColumnSchema>

export const profilePairSchema = z.object({
  a: z.string(),
  b: z.string(),
  pearson: z.number().nullable(),
  spearman: z.number().nullable(),
  cramersV: z.number().nullable(),
  /** Of the number by the category: 0 to 1. */
  correlationRatio: z.number().nullable(),
  /** In bits, over quantile bins of numbers. */
  information: z.number(),
})
export type ProfilePair = z.infer<typeof profilePairSchema>

export const profileTargetSchema = z.object({
  column: z.string(),
  task: z.enum(['classification', 'regression']),
  missing: count,
  classes: z.array(z.object({ value: z.string(), rows: count })),
  /** AUC of the best guess by one column is (1 + power) / 2; of a number, power is the explained share of its variance. */
  powers: z.array(z.object({ column: z.string(), power: z.number(), information: z.number().nullable() })),
  identities: z.array(z.object({ columns: z.array(z.string()), formula: z.string() })),
  /** How often (or how much) the target is where a column is missing, and where it is not. */
  whenMissing: z.array(z.object({ column: z.string(), missing: z.number(), present: z.number() })),
})
export type ProfileTarget = z.infer<typeof profileTargetSchema>

/** A node to put behind the profiled one. */
const remedySchema = z.object({ label: textSchema, type: z.string(), params: paramsSchema })

export const profileWarningSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'notice']),
  columns: z.array(z.string()),
  title: textSchema,
  text: textSchema,
  /** 0 to 1: how much of the table it touches. */
  share: z.number(),
  remedy: remedySchema,
})
export type ProfileWarning = z.infer<typeof profileWarningSchema>

/** What a table is made of. Columns of lists, and those beyond `columnsSeen`, are counted and no more. */
export const profileSchema = z.object({
  rows: count,
  columnsSeen: count,
  columnsAll: count,
  seconds: z.number(),
  basis: z.partialRecord(z.enum(figureFamilies), basisSchema),
  duplicates: z.object({
    rows: count,
    groups: count,
    /** The rows that occur most often: how often, the place of the first (from 0 on), its cells. */
    most: z.array(z.object({ times: count, row: count, cells: z.array(cellSchema) })).optional(),
  }),
  missingCells: count,
  columns: z.array(profiledColumnSchema),
  missingness: z.object({
    stripeRows: z.number(),
    stripes: z.array(z.object({ column: z.string(), rows: z.array(count) })),
    together: z.array(z.object({ a: z.string(), b: z.string(), rows: count })),
  }),
  pairs: z.array(profilePairSchema),
  target: profileTargetSchema.nullable(),
  warnings: z.array(profileWarningSchema),
  /** Quick model, unusual rows and series, once they are there. */
  further: profileFurtherSchema.optional(),
})
export type Profile = z.infer<typeof profileSchema>
