import { splitEnd, type Document, type Wire } from '../../protocol/document.ts'
import { kindText } from '../can-connect.ts'
import { makesCycle } from '../makes-cycle.ts'
import type { PortCatalogue } from '../port-catalogue.ts'
import { CommandError, unknownId } from './command-error.ts'

/** How many wires the input takes. An unknown port takes one: most do. */
function takesMany(document: Document, catalogue: PortCatalogue | undefined, to: string): boolean {
  const { node, port } = splitEnd(to)
  const type = document.nodes[node]?.type
  return (type !== undefined && catalogue?.get(type)?.inputs[port]?.many) ?? false
}

/**
 * The document with one more wire. An input that takes one wire gives up the one it has, in its place; with `replace` false that is refused.
 * Throws CommandError for unknown nodes, a cycle, a second wire between the same ports and, when the catalogue is given, for ports that
 * are not there or carry different kinds.
 */
export function addWire(document: Document, wire: Wire, replace: boolean, catalogue?: PortCatalogue): Document {
  const from = splitEnd(wire.from)
  const to = splitEnd(wire.to)
  for (const { node } of [from, to]) if (!Object.hasOwn(document.nodes, node)) throw unknownId('node', node)
  if (document.wires.some((other) => other.from === wire.from && other.to === wire.to))
    throw refused('These two are connected already.', 'Ces deux ports sont déjà reliés.')
  if (catalogue) checkKinds(document, wire, catalogue)
  const rest = takesMany(document, catalogue, wire.to) ? document.wires : document.wires.filter((other) => other.to !== wire.to)
  if (rest.length < document.wires.length && !replace) throw refused('The input has a wire already.', 'Cette entrée a déjà un lien.')
  if (makesCycle({ ...document, wires: rest }, from.node, to.node))
    throw refused('The wire would make a circle.', 'Ce lien ferait une boucle.')
  const at = document.wires.findIndex((other) => other.to === wire.to)
  const wires = rest.length < document.wires.length ? rest.toSpliced(at, 0, wire) : [...rest, wire]
  return { ...document, wires }
}

function checkKinds(document: Document, wire: Wire, catalogue: PortCatalogue): void {
  const from = splitEnd(wire.from)
  const to = splitEnd(wire.to)
  const source = catalogue.get(document.nodes[from.node]?.type ?? '')
  const target = catalogue.get(document.nodes[to.node]?.type ?? '')
  // A node that this Millrace does not know keeps its wires; nothing can be said of its ports.
  if (!source || !target) return
  const output = source.outputs[from.port]
  const input = target.inputs[to.port]
  if (!output || !input) throw refused('The node has no such port.', 'Le nœud n’a pas ce port.')
  if (output.kind === input.kind) return
  const got = kindText(output.kind)
  const wanted = kindText(input.kind)
  throw refused(`This input takes ${wanted.en}, not ${got.en}.`, `Cette entrée attend ${wanted.fr}, pas ${got.fr}.`)
}

function refused(en: string, fr: string): CommandError {
  return new CommandError('wire-refused', { en, fr })
}
