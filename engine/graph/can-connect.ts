import { splitEnd, type Document } from '../protocol/document.ts'
import type { Text } from '../protocol/text.ts'
import { makesCycle } from './makes-cycle.ts'
import type { NodePorts, PortCatalogue } from './port-catalogue.ts'

export type Connectable =
  | { readonly ok: true }
  /** `converter`: type of a node that could stand between the two. */
  | { readonly ok: false; readonly reason: Text; readonly converter?: string }

/**
 * Whether a wire may go from an output (`NODE.PORT`) to an input. An input that takes one wire and has one is no obstacle: connecting
 * replaces it. Nodes whose type the catalogue does not know cannot be wired.
 */
export function canConnect(document: Document, catalogue: PortCatalogue, from: string, to: string): Connectable {
  const source = splitEnd(from)
  const target = splitEnd(to)
  const sourceNode = document.nodes[source.node]
  const targetNode = document.nodes[target.node]
  if (!sourceNode || !targetNode) return refuse('The node is not there.', 'Le nœud n’existe pas.')
  const sourcePorts = catalogue.get(sourceNode.type)
  const targetPorts = catalogue.get(targetNode.type)
  const output = sourcePorts?.outputs[source.port]
  const input = targetPorts?.inputs[target.port]
  if (!output || !targetPorts || !input) return refuse('The node has no such port.', 'Le nœud n’a pas ce port.')
  if (source.node === target.node) return refuse('A node cannot feed itself.', 'Un nœud ne peut pas s’alimenter lui-même.')
  if (document.wires.some((wire) => wire.from === from && wire.to === to))
    return refuse('These two are connected already.', 'Ces deux ports sont déjà reliés.')
  if (makesCycle(document, source.node, target.node))
    return refuse(
      'This would make a circle: the data would lead back to itself.',
      'Cela ferait une boucle : les données reviendraient sur elles-mêmes.',
    )
  if (output.kind === input.kind) return { ok: true }
  const converter = findConverter(catalogue, output.kind, input.kind)
  return { ...wrongKind(targetNode.title, targetPorts, output.kind, input.kind), ...(converter !== undefined && { converter }) }
}

/** The first node that takes the one kind and gives the other, those that need nothing else before those that do. */
export function findConverter(catalogue: PortCatalogue, from: string, to: string): string | undefined {
  const fitting = [...catalogue].filter(
    ([, { inputs, outputs }]) =>
      Object.values(inputs).some((port) => port.kind === from) && Object.values(outputs).some((port) => port.kind === to),
  )
  const required = ([, { inputs }]: (typeof fitting)[number]) => Object.values(inputs).filter((port) => !port.optional).length
  return fitting.toSorted((a, b) => required(a) - required(b))[0]?.[0]
}

function refuse(en: string, fr: string): Extract<Connectable, { ok: false }> {
  return { ok: false, reason: { en, fr } }
}

const kinds: Readonly<Record<string, Text>> = {
  table: { en: 'a table', fr: 'une table' },
  model: { en: 'a trained model', fr: 'un modèle entraîné' },
  transform: { en: 'a fitted transform', fr: 'une transformation ajustée' },
  metrics: { en: 'metrics', fr: 'des mesures' },
  report: { en: 'a report', fr: 'un rapport' },
  endpoint: { en: 'an endpoint', fr: 'un point d’accès' },
  dataset: { en: 'a data set', fr: 'un jeu de données' },
}

/** What a port of this kind carries, in words. */
export function kindText(kind: string): Text {
  return kinds[kind] ?? { en: kind, fr: kind }
}

function wrongKind(ownTitle: string | undefined, ports: NodePorts, got: string, wanted: string): Extract<Connectable, { ok: false }> {
  const want = kindText(wanted)
  const have = kindText(got)
  const en = ownTitle ?? ports.title?.en ?? 'This input'
  const fr = ownTitle ?? ports.title?.fr ?? 'Cette entrée'
  return refuse(`${en} needs ${want.en} here; this is ${have.en}.`, `${fr} attend ici ${want.fr} ; c’est ${have.fr}.`)
}
