import { z } from 'zod'
import type { Document } from '../protocol/document.ts'
import { textSchema, type Language } from '../protocol/text.ts'

const byId = z.record(z.string(), textSchema)

/** What an example says in both languages; stands beside its pipeline as `ID.texts.json`. */
export const exampleTextsSchema = z.strictObject({ name: textSchema, nodes: byId, notes: byId, frames: byId })
export type ExampleTexts = z.infer<typeof exampleTextsSchema>

/** The document with its name, titles and notes in `language`; what has no text there stays as it is. Pure. */
export function inLanguage(document: Document, texts: ExampleTexts, language: Language): Document {
  return {
    ...document,
    name: texts.name[language],
    nodes: mapped(document.nodes, texts.nodes, (node, text) => ({ ...node, title: text[language] })),
    notes: mapped(document.notes, texts.notes, (note, text) => ({ ...note, text: text[language] })),
    frames: mapped(document.frames, texts.frames, (frame, text) => ({ ...frame, title: text[language] })),
  }
}

type Said = ExampleTexts['nodes'][string]

function mapped<T>(items: Readonly<Record<string, T>>, texts: ExampleTexts['nodes'], say: (item: T, text: Said) => T): Record<string, T> {
  return Object.fromEntries(
    Object.entries(items).map(([id, item]) => {
      const text = texts[id]
      return [id, text ? say(item, text) : item]
    }),
  )
}
