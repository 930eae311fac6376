import type { Command } from '../../protocol/command.ts'
import type { Document } from '../../protocol/document.ts'
import type { PortCatalogue } from '../port-catalogue.ts'
import { addWire } from './add-wire.ts'

type Connect = Extract<Command, { type: 'connect' }>

export function connect(document: Document, { wire, replace }: Connect, catalogue?: PortCatalogue): Document {
  return addWire(document, wire, replace, catalogue)
}
