import type { Document } from '../../protocol/document.ts'
import { CommandError, takenId } from './command-error.ts'

/** Throws CommandError when a node cannot have this id: it is taken, or would not survive in `NODE.PORT`. */
export function checkNewId(document: Document, id: string): void {
  if (Object.hasOwn(document.nodes, id)) throw takenId(id)
  if (!/^[^.\s]+$/.test(id))
    throw new CommandError('id-unusable', {
      en: `A node cannot be called “${id}”: no dot, no space.`,
      fr: `Un nœud ne peut pas s’appeler « ${id} » : ni point ni espace.`,
    })
}
