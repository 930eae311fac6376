// Open pipelines: the document of each with its edits, its draft, and what the engine says of it without running it.
import { applyCommand } from '../../engine/graph/commands/apply-command.ts'
import { difference } from '../../engine/graph/commands/difference.ts'
import type { Command } from '../../engine/protocol/command.ts'
import type { Document } from '../../engine/protocol/document.ts'
import type { Text } from '../../engine/protocol/text.ts'

/** An edit that can be taken back, or one that was and can be done again. `change` does so. */
export interface HistoryStep {
  readonly label: Text
  readonly change: Command
}

/** Edits that follow each other closely and are about one thing are one step. */
interface Burst {
  readonly key: string
  readonly at: number
  readonly before: Document
}

export interface History {
  /** Oldest first. */
  readonly past: readonly HistoryStep[]
  /** The next one to be done again first. */
  readonly future: readonly HistoryStep[]
  readonly burst: Burst | null
}

export const emptyHistory: History = { past: [], future: [], burst: null }

/** Edits of a burst are at most this far apart. */
const burstMs = 1000

export interface Edit {
  readonly before: Document
  readonly after: Document
  readonly inverse: Command
  readonly label: Text
  /** What the edit is about; null when it stands alone. */
  readonly burst: string | null
  /** Milliseconds of any clock. */
  readonly now: number
}

/** The history after one more edit. What had been undone is let go. Pure. */
export function recordEdit(history: History, edit: Edit): History {
  const { before, after, inverse, label, burst: key, now } = edit
  const open = history.burst
  const continues = key !== null && open?.key === key && now - open.at <= burstMs && history.past.length > 0 && history.future.length === 0
  if (continues) {
    const step = { label, change: difference(after, open.before) }
    return { past: [...history.past.slice(0, -1), step], future: [], burst: { ...open, at: now } }
  }
  return { past: [...history.past, { label, change: inverse }], future: [], burst: key === null ? null : { key, at: now, before } }
}

export interface Amendment {
  /** The document as the last edit left it, and with what was added to that edit. */
  readonly document: Document
  readonly after: Document
  /** What was added, in a few words. */
  readonly note: Text
}

/** The history with more done by its last edit; taking that back takes back both. Pure. */
export function amendEdit(history: History, { document, after, note }: Amendment): History {
  const step = history.past.at(-1)
  if (!step) return history
  const { document: before } = applyCommand(document, step.change)
  // The note first: lists of edits cut long labels.
  const label = { en: `${note.en}: ${step.label.en}`, fr: `${note.fr} : ${step.label.fr}` }
  return { ...history, past: [...history.past.slice(0, -1), { label, change: difference(after, before) }] }
}

export interface Travelled {
  readonly document: Document
  readonly history: History
}

/** Undoes (`steps` below zero) or redoes edits, as far as there are any. Pure. */
export function travel(document: Document, history: History, steps: number): Travelled {
  let at: Travelled = { document, history: { ...history, burst: null } }
  for (let left = Math.abs(steps); left > 0; left--) {
    const next = steps < 0 ? undo(at) : redo(at)
    if (!next) break
    at = next
  }
  return at
}

function undo({ document, history }: Travelled): Travelled | undefined {
  const step = history.past.at(-1)
  if (!step) return undefined
  const { document: before, inverse } = applyCommand(document, step.change)
  const future = [{ label: step.label, change: inverse }, ...history.future]
  return { document: before, history: { past: history.past.slice(0, -1), future, burst: null } }
}

function redo({ document, history }: Travelled): Travelled | undefined {
  const [step, ...future] = history.future
  if (!step) return undefined
  const { document: after, inverse } = applyCommand(document, step.change)
  return { document: after, history: { past: [...history.past, { label: step.label, change: inverse }], future, burst: null } }
}
