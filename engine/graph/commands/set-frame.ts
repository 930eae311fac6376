import type { Command } from '../../protocol/command.ts'
import type { Document } from '../../protocol/document.ts'

type SetFrame = Extract<Command, { type: 'set-frame' }>

/** Draws a frame, new or not. */
export function setFrame(document: Document, { id, frame }: SetFrame): Document {
  return { ...document, frames: { ...document.frames, [id]: frame } }
}
