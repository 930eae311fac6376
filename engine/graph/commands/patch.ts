import type { Document } from '../../protocol/document.ts'
import { unknownId, type RecordName } from './command-error.ts'
import { recordKeys, type Patch } from './difference.ts'

const nouns = {
  nodes: 'node',
  notes: 'note',
  frames: 'frame',
  layout: 'node',
  parameters: 'parameter',
  components: 'component',
} as const satisfies Record<string, RecordName>

/**
 * Puts entries in and takes entries out. A new entry goes before the older one that follows it in the patch, else to the end; older ones that
 * the patch names in another order change places among themselves.
 */
export function patch(document: Document, command: Patch): Document {
  const edited = { ...document }
  for (const key of recordKeys) {
    const entries = command[key]
    if (entries) Object.assign(edited, { [key]: patchRecord<unknown>(document[key] ?? {}, entries, nouns[key]) })
  }
  if (command.wires) edited.wires = command.wires
  if (command.name !== undefined) edited.name = command.name
  if (command.seed !== undefined) edited.seed = command.seed
  return edited
}

function patchRecord<T>(
  record: Readonly<Record<string, T>>,
  entries: Readonly<Record<string, T | null>>,
  noun: RecordName,
): Record<string, T> {
  const before = new Map<string, string[]>()
  let waiting: string[] = []
  for (const [id, value] of Object.entries(entries)) {
    const old = Object.hasOwn(record, id)
    if (value === null) {
      if (!old) throw unknownId(noun, id)
    } else if (!old) waiting.push(id)
    else if (waiting.length > 0) {
      before.set(id, waiting)
      waiting = []
    }
  }
  const named = Object.keys(entries).filter((id) => Object.hasOwn(record, id) && entries[id] !== null)
  const places = new Set(named)
  const order = Object.keys(record).map((id) => (places.has(id) ? (named.shift() ?? id) : id))
  const ids = [...order.flatMap((id) => [...(before.get(id) ?? []), id]), ...waiting]
  return Object.fromEntries(
    ids.flatMap((id): [string, T][] => {
      const value = Object.hasOwn(entries, id) ? entries[id] : record[id]
      return value === null ? [] : [[id, value as T]]
    }),
  )
}
