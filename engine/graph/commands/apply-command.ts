import type { Command } from '../../protocol/command.ts'
import type { Document } from '../../protocol/document.ts'
import type { PortCatalogue } from '../port-catalogue.ts'
import { addNode } from './add-node.ts'
import { connect } from './connect.ts'
import { difference, type Patch } from './difference.ts'
import { disconnect } from './disconnect.ts'
import { insertOnWire } from './insert-on-wire.ts'
import { move } from './move.ts'
import { paste } from './paste.ts'
import { patch } from './patch.ts'
import { remove } from './remove.ts'
import { setDocument } from './set-document.ts'
import { setFrame } from './set-frame.ts'
import { setNode } from './set-node.ts'
import { setNote } from './set-note.ts'
import { bindParam } from './bind-param.ts'
import { setParameter } from './set-parameter.ts'
import { setParams } from './set-params.ts'

type Edit<T extends Command['type']> = (document: Document, command: Extract<Command, { type: T }>, catalogue?: PortCatalogue) => Document

const edits: { readonly [T in Command['type']]: Edit<T> } = {
  'add-node': addNode,
  remove,
  connect,
  disconnect,
  'insert-on-wire': insertOnWire,
  'set-params': setParams,
  'set-node': setNode,
  move,
  'set-note': setNote,
  'set-frame': setFrame,
  'set-document': setDocument,
  'set-parameter': setParameter,
  'bind-param': bindParam,
  paste,
  patch,
  batch: (document, { commands }, catalogue) => commands.reduce((into, command) => edit(into, command, catalogue), document),
}

export interface AppliedCommand {
  readonly document: Document
  /** Takes the command back, to the same document again. */
  readonly inverse: Patch
}

/**
 * The document after a command, and the command that undoes it. Pure; what did not change is shared with the document before. With the
 * catalogue, wires are held to the ports they join, and inputs that take many wires keep them. Throws CommandError; a batch is all or nothing.
 */
export function applyCommand(document: Document, command: Command, catalogue?: PortCatalogue): AppliedCommand {
  const edited = edit(document, command, catalogue)
  return { document: edited, inverse: difference(edited, document) }
}

function edit<T extends Command['type']>(document: Document, command: Extract<Command, { type: T }>, catalogue?: PortCatalogue): Document {
  return (edits[command.type as T] as Edit<T>)(document, command, catalogue)
}
