import type { Command } from '../../protocol/command.ts'
import type { Document } from '../../protocol/document.ts'

type SetDocument = Extract<Command, { type: 'set-document' }>

export function setDocument(document: Document, { name, seed }: SetDocument): Document {
  return { ...document, name: name ?? document.name, seed: seed ?? document.seed }
}
