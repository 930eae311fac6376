import { z } from 'zod'

export const parameterTypes = ['text', 'number', 'date', 'flag', 'choice', 'file', 'column'] as const
export type ParameterType = (typeof parameterTypes)[number]

/** The name of a parameter: how formulas (`@rate`) and the command line (`--set rate=0.2`) call it. */
export const parameterName = /^[\p{L}_][\p{L}\p{N}_]*$/u

/**
 * A value that a whole pipeline has: set once, used by any number of settings and formulas. Dates are `YYYY-MM-DD`. An older document could hold
 * bare values, which no Millrace read; they become parameters of their kind.
 */
export const parameterSchema = z.preprocess(
  (given) =>
    typeof given === 'object' && given !== null && !Array.isArray(given)
      ? given
      : { type: typeof given === 'number' ? 'number' : typeof given === 'boolean' ? 'flag' : 'text', default: given ?? '' },
  z.looseObject({
    type: z.enum(parameterTypes),
    default: z.union([z.string(), z.number(), z.boolean()]),
    description: z.string().optional(),
    choices: z.array(z.string()).optional(),
  }),
)
export type Parameter = z.infer<typeof parameterSchema>
export type ParameterValue = Parameter['default']
