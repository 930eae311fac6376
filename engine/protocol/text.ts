// What travels between the engine and whoever speaks to it: schemas, types made from them, the client. Imports zod only.
import { z } from 'zod'

/** A text for people in both languages of the studio. */
export const textSchema = z.object({ en: z.string(), fr: z.string() })
export type Text = z.infer<typeof textSchema>
export type Language = keyof Text
