import { z } from 'zod'
import type { ScriptAnswer } from '../../../nodes/kit/context.ts'

const cell = z.union([
  z.null(),
  z.boolean(),
  z.number(),
  z.string(),
  z.strictObject({ f: z.enum(['NaN', 'Infinity', '-Infinity']) }),
  z.strictObject({ i: z.string().regex(/^-?\d+$/) }),
  z.strictObject({ t: z.string() }),
  z.strictObject({ j: z.string() }),
])
const answer = z.strictObject({
  names: z.array(z.string()).max(1000),
  rows: z.array(z.tuple([z.number().int().nonnegative(), z.array(cell)])),
  errors: z.array(z.tuple([z.number().int().nonnegative(), z.string(), z.number().int().nullable()])),
})

/** What came out of the sandbox, if it has the shape of an answer to so many rows; null otherwise. Nothing of it is trusted before. */
export function readAnswer(text: string, rows: number): ScriptAnswer | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  const { success, data } = answer.safeParse(parsed)
  if (!success) return null
  const width = data.names.length
  const most = Math.max(1, rows)
  if (new Set(data.names).size !== width) return null
  if (data.rows.some(([at, cells]) => at >= most || cells.length > width) || data.errors.some(([at]) => at >= most)) return null
  return data
}
