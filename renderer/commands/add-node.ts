import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { Document, Position } from '../../engine/protocol/document.ts'
import { getDocument } from '../document/store.ts'
import { activePath, useSession } from '../session/store.ts'

const pitch = { x: 272, y: 116 }
const first: Position = { x: 24, y: 40 }

/** A free place: right of `after`, else under everything; one step down for as long as a node lies there. Pure. */
export function freePlace({ layout }: Pick<Document, 'layout'>, after: string | undefined): Position {
  const places = Object.values(layout)
  const base = after === undefined ? undefined : layout[after]
  let { x, y } = base
    ? { x: base.x + pitch.x, y: base.y }
    : places.length === 0
      ? first
      : { x: Math.min(...places.map((place) => place.x)), y: Math.max(...places.map((place) => place.y)) + pitch.y }
  while (places.some((place) => Math.abs(place.x - x) < 208 && Math.abs(place.y - y) < 76)) y += pitch.y
  return { x, y }
}

/** An id that is free: the last word of the type, with a number from 2 on. Pure. */
export function freeId({ nodes }: Pick<Document, 'nodes'>, type: string): string {
  const word = type.slice(type.lastIndexOf('.') + 1)
  for (let i = 1; ; i += 1) {
    const id = i === 1 ? word : `${word}-${i}`
    if (!(id in nodes)) return id
  }
}

/** Adds a node beside the selected one and selects it. */
export function addNode(entry: CatalogueEntry): void {
  const session = useSession.getState()
  const pipeline = getDocument(activePath(session))
  if (!pipeline) return
  const id = freeId(pipeline.document, entry.id)
  const node = { type: entry.id, version: entry.version, params: entry.defaults }
  const position = freePlace(pipeline.document, session.selection.nodes.at(-1))
  const label = { en: `add ${entry.title.en}`, fr: `ajouter ${entry.title.fr}` }
  if (pipeline.apply({ type: 'add-node', id, node, position }, label)) session.select({ nodes: [id] })
}
