import type { Command } from '../../protocol/command.ts'
import type { Document } from '../../protocol/document.ts'
import { unknownWire } from './command-error.ts'

type Disconnect = Extract<Command, { type: 'disconnect' }>

/** Takes one wire out. Throws CommandError when it is not there. */
export function disconnect(document: Document, { wire }: Disconnect): Document {
  const wires = document.wires.filter((other) => other.from !== wire.from || other.to !== wire.to)
  if (wires.length === document.wires.length) throw unknownWire(wire.from, wire.to)
  return { ...document, wires }
}
