import type { Command } from '../../protocol/command.ts'
import type { Document } from '../../protocol/document.ts'

export type Patch = Extract<Command, { type: 'patch' }>
export const recordKeys = ['nodes', 'notes', 'frames', 'layout', 'parameters', 'components'] as const

/** The smallest patch that turns `from` into `to`, down to the order of keys. A patch with nothing but its type when they are equal. */
export function difference(from: Document, to: Document): Patch {
  const patch: Patch = { type: 'patch' }
  for (const key of recordKeys) {
    const entries = recordDifference<unknown>(from[key] ?? {}, to[key] ?? {})
    if (Object.keys(entries).length > 0) Object.assign(patch, { [key]: entries })
  }
  if (!same(from.wires, to.wires)) patch.wires = to.wires
  if (from.name !== to.name) patch.name = to.name
  if (from.seed !== to.seed) patch.seed = to.seed
  return patch
}

export function isEmptyPatch(patch: Patch): boolean {
  return Object.keys(patch).length === 1
}

/**
 * Entries to set, and null for those to take out. An entry that stands before an older one is followed in the patch by that older one,
 * so that it finds its place again: undoing a removal must not shuffle the lines of the file.
 */
function recordDifference<T>(from: Readonly<Record<string, T>>, to: Readonly<Record<string, T>>): Record<string, T | null> {
  const patch: Record<string, T | null> = {}
  if (from === to) return patch
  for (const id of Object.keys(from)) if (!Object.hasOwn(to, id)) patch[id] = null
  // One that was taken out and put in again stands elsewhere: then all are named, in their order.
  const stayed = Object.keys(from).filter((id) => Object.hasOwn(to, id))
  const moved = !same(
    stayed,
    Object.keys(to).filter((id) => Object.hasOwn(from, id)),
  )
  let afterNew = false
  for (const [id, value] of Object.entries(to)) {
    const old = Object.hasOwn(from, id)
    if (!old || afterNew || moved || !same(from[id], value)) patch[id] = value
    afterNew = !old
  }
  return patch
}

/** Deep equality of JSON values, down to the order of keys; the same object is equal at once. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const left = a as Readonly<Record<string, unknown>>
  const right = b as Readonly<Record<string, unknown>>
  const keys = Object.keys(left)
  const others = Object.keys(right)
  return keys.length === others.length && keys.every((key, at) => others[at] === key && same(left[key], right[key]))
}
