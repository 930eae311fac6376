import { z } from 'zod'
import { documentSchema, paramsSchema } from './document.ts'
import { profileComparisonSchema } from './profile-comparison.ts'
import { profileFurtherSchema } from './profile-further.ts'
import { profileSchema, profileWarningSchema } from './profile.ts'

const language = z.enum(['en', 'fr'])

/** A port of a document. */
const port = { path: z.string(), document: documentSchema, node: z.string(), port: z.string(), side: z.enum(['in', 'out']).default('out') }

/** `target`: the column to relate the others to, else the one whose role is target. `exact`: counts over all rows what a long table otherwise estimates. */
const wanted = { ...port, target: z.string().optional(), exact: z.boolean().optional() }

/** What a table is made of, what it was made of before, and reports of both. */
export const profileMethods = {
  /**
   * Figures, relations and warnings of all rows of a port; computes what has not run. Events `profile.progress` carry `key`; aborting the request
   * stops the queries.
   */
  profileTable: { verb: 'POST', path: '/api/profile', input: z.object({ ...wanted, key: z.string().optional() }), output: profileSchema },
  /** Quick model, unusual rows and series of a port that was profiled, and warnings that come of them. Aborting the request ends the process. */
  profileFurther: {
    verb: 'POST',
    path: '/api/profile/further',
    input: z.object(wanted),
    output: z.object({ further: profileFurtherSchema, warnings: z.array(profileWarningSchema) }),
  },
  /**
   * What a port gave before, the latest first: profiles that were looked at, and results of runs. `kept` false: the rows are not on disk any more.
   * What it gives now is not among them.
   */
  listEarlierProfiles: {
    verb: 'POST',
    path: '/api/profile/earlier',
    input: z.object(port),
    output: z.object({
      earlier: z.array(
        z.object({
          id: z.string(),
          at: z.string(),
          from: z.enum(['profile', 'run']),
          rows: z.number().int().nullable(),
          kept: z.boolean(),
        }),
      ),
    }),
  },
  /** One of them. */
  readEarlierProfile: {
    verb: 'POST',
    path: '/api/profile/earlier/read',
    input: z.object({ ...port, id: z.string() }),
    output: profileSchema,
  },
  /** What differs between two profiles; either may have been saved. */
  compareProfiles: {
    verb: 'POST',
    path: '/api/profile/compare',
    input: z.object({ before: profileSchema, after: profileSchema }),
    output: profileComparisonSchema,
  },
  /** A comparison as one HTML page that needs nothing else; `titles` name the two profiles. */
  printComparison: {
    verb: 'POST',
    path: '/api/profile/compare/html',
    input: z.object({ titles: z.tuple([z.string(), z.string()]), language, comparison: profileComparisonSchema }),
    output: z.object({ html: z.string() }),
  },
  /** Rules of `quality.expectations` that the profiled table keeps. */
  suggestRules: {
    verb: 'POST',
    path: '/api/profile/rules',
    input: z.object({ profile: profileSchema }),
    output: z.object({ rules: z.array(paramsSchema) }),
  },
  /** A profile as one HTML page that needs nothing else. */
  printProfile: {
    verb: 'POST',
    path: '/api/profile/html',
    input: z.object({ title: z.string(), language, profile: profileSchema }),
    output: z.object({ html: z.string() }),
  },
} as const satisfies Record<string, { verb: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string; input: z.ZodType; output: z.ZodType }>
