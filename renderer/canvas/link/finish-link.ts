import type { Command } from '../../../engine/protocol/command.ts'
import type { Wire } from '../../../engine/protocol/document.ts'
import { catalogueMap } from '../../document/port-catalogue.ts'
import { getDocument } from '../../document/store.ts'
import { useCatalogue } from '../../session/catalogue.ts'
import { useSession } from '../../session/store.ts'
import { announce } from '../announce.ts'
import { addNode, centredAt } from '../edit/add-node.ts'
import { toCanvas } from '../flow.ts'
import { placeOf } from '../geometry.ts'
import { nodeTitle } from '../node-title.ts'
import { useCanvas, type Refusal, type ScreenPoint } from '../store.ts'
import { wireBetween, withoutWire } from './link-targets.ts'

/** Lets a wire go: over a port that takes it, over one that does not, or over nothing. */
export function finishLink(path: string, at: ScreenPoint): void {
  const { linking } = useCanvas.getState()
  useCanvas.setState({ linking: null })
  if (!linking) return
  const { end, side, detached, targets, over } = linking
  if (over === null) {
    if (detached) unlink(path, detached)
    else useCanvas.setState({ quickAdd: { at, place: centredAt(toCanvas(at)), fit: { end, side } } })
    return
  }
  const wire = wireBetween(end, side, over)
  if (detached && wire.from === detached.from && wire.to === detached.to) return
  const answer = targets.get(over)
  if (answer?.ok) return link(path, wire, detached)
  if (answer) {
    useCanvas.setState({ refusal: { at, reason: answer.reason, ...wire, detached, converter: answer.converter ?? null } })
    announce(answer.reason)
  }
}

/** Puts a wire in, in the place of the one that was picked up. */
export function link(path: string, wire: Wire, detached: Wire | null): void {
  const pipeline = getDocument(path)
  if (!pipeline) return
  const connect: Command = { type: 'connect', wire, replace: true }
  const command: Command = detached ? { type: 'batch', commands: [{ type: 'disconnect', wire: detached }, connect] } : connect
  const names = wireNames(path, wire)
  const label = { en: `connect ${names.from.en} to ${names.to.en}`, fr: `relier ${names.from.fr} à ${names.to.fr}` }
  if (pipeline.apply(command, label))
    announce({ en: `${names.from.en} is connected to ${names.to.en}.`, fr: `${names.from.fr} est relié à ${names.to.fr}.` })
}

export function unlink(path: string, wire: Wire): void {
  const names = wireNames(path, wire)
  const label = { en: `disconnect ${names.from.en} from ${names.to.en}`, fr: `délier ${names.from.fr} de ${names.to.fr}` }
  if (getDocument(path)?.apply({ type: 'disconnect', wire }, label)) announce(label)
}

/** Puts the node between that turns what is given into what is wanted. */
export function insertConverter(path: string, { from, to, detached, converter }: Refusal): void {
  const pipeline = getDocument(path)
  const catalogue = catalogueMap(useCatalogue.getState().byType)
  const entry = catalogue.get(converter ?? '')
  useCanvas.setState({ refusal: null })
  if (!pipeline || !entry) return
  const document = withoutWire(pipeline.document, detached)
  const target = to.slice(0, to.indexOf('.'))
  const start = placeOf(document, from.slice(0, from.indexOf('.')))
  const goal = placeOf(document, target)
  const near = { x: (start.x + goal.x) / 2, y: (start.y + goal.y) / 2 }
  const { command, id, label } = addNode({ document, catalogue, entry, at: near, join: { end: from, side: 'out' } })
  const wanted = catalogue.get(document.nodes[target]?.type ?? '')?.inputs[to.slice(to.indexOf('.') + 1)]?.kind
  const output = Object.entries(entry.outputs).find(([, port]) => port.kind === wanted)?.[0]
  if (output === undefined) return
  const commands: Command[] = [
    ...(detached ? [{ type: 'disconnect', wire: detached } as const] : []),
    command,
    { type: 'connect', wire: { from: `${id}.${output}`, to }, replace: true },
  ]
  if (pipeline.apply({ type: 'batch', commands }, label)) useSession.getState().select({ nodes: [id] })
}

function wireNames(path: string, wire: Wire) {
  const document = getDocument(path)?.document
  const catalogue = catalogueMap(useCatalogue.getState().byType)
  const name = (end: string) => {
    const id = end.slice(0, end.indexOf('.'))
    return document ? nodeTitle(document, catalogue, id) : { en: id, fr: id }
  }
  return { from: name(wire.from), to: name(wire.to) }
}
