import type { Command } from '../../protocol/command.ts'
import type { Document, Position } from '../../protocol/document.ts'
import { unknownId } from './command-error.ts'

type Move = Extract<Command, { type: 'move' }>

/** Puts nodes, and notes and frames by their ids, at new places. */
export function move(document: Document, { positions }: Move): Document {
  const edited = { ...document }
  for (const [id, { x, y }] of Object.entries(positions)) {
    const note = document.notes[id]
    const frame = document.frames[id]
    if (Object.hasOwn(document.nodes, id)) edited.layout = { ...edited.layout, [id]: { x, y } satisfies Position }
    else if (note) edited.notes = { ...edited.notes, [id]: { ...note, x, y } }
    else if (frame) edited.frames = { ...edited.frames, [id]: { ...frame, x, y } }
    else throw unknownId('node', id)
  }
  return edited
}
