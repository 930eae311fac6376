import type { Command } from '../../protocol/command.ts'
import type { Document } from '../../protocol/document.ts'

type SetNote = Extract<Command, { type: 'set-note' }>

/** Writes a note, new or not. */
export function setNote(document: Document, { id, note }: SetNote): Document {
  return { ...document, notes: { ...document.notes, [id]: note } }
}
