import { z } from 'zod'
import { commandSchema } from './command.ts'
import { textSchema } from './text.ts'

/** Where a problem is: a node, one of its params or ports, a row and column of its data, a place in a text. */
export const placeSchema = z.object({
  node: z.string().optional(),
  /** The node inside, where `node` uses a component: `inner`, or `other/inner` in a component of it. */
  inside: z.string().optional(),
  /** The param of that node; `param` is then the setting of the component that stands for it, if there is one. */
  insideParam: z.string().optional(),
  param: z.string().optional(),
  port: z.string().optional(),
  wire: z.string().optional(),
  column: z.string().optional(),
  row: z.number().int().optional(),
  /** Character offsets in the text of `param`. */
  from: z.number().int().optional(),
  to: z.number().int().optional(),
})
export type Place = z.infer<typeof placeSchema>

/** One click that mends a problem: commands on the document. */
export const fixSchema = z.object({ label: textSchema, commands: z.array(commandSchema) })
export type Fix = z.infer<typeof fixSchema>

/** Something that a person must put right. `text` says what happened and why; `action` what to do. */
export const problemSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'notice']),
  place: placeSchema,
  text: textSchema,
  action: textSchema.optional(),
  fixes: z.array(fixSchema).optional(),
})
export type Problem = z.infer<typeof problemSchema>
