import type { Command } from '../../engine/protocol/command.ts'
import type { Document } from '../../engine/protocol/document.ts'
import type { Inspection } from '../../engine/protocol/inspection.ts'
import type { Problem } from '../../engine/protocol/problem.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { OpenedPipeline } from '../../engine/protocol/workspace.ts'
import { difference, isEmptyPatch } from '../../engine/graph/commands/difference.ts'
import { emptyHistory, recordEdit, type History } from './history.ts'

/** What is known of an open pipeline. */
export interface PipelineState {
  readonly path: string
  readonly document: Document
  /** What the file holds, as far as the studio knows. */
  readonly saved: Document
  readonly revision: string
  readonly readOnly: boolean
  /** What was wrong with the file when it was opened. */
  readonly openingProblems: readonly Problem[]
  readonly history: History
  /** The document differs from the file. */
  readonly dirty: boolean
  /** Milliseconds of the epoch; null when it has not been saved since it was opened. */
  readonly savedAt: number | null
  /** The last answer of the engine; kept while a newer one is on its way. */
  readonly inspection: Inspection | null
  readonly inspecting: boolean
  /** Nodes that had a result at some time since the pipeline was opened: without one now, they are stale. */
  readonly seen: ReadonlySet<string>
  /** A save was refused because another program changed the file: the person has to choose. */
  readonly conflict: boolean
}

export interface PipelineActions {
  /**
   * Does a command as one step of undo. Typing and dragging in one place makes one step; `burst` joins edits that carry the same key.
   * Returns whether it was done: a refused command is shown as a problem and changes nothing.
   */
  apply(command: Command, label: Text, burst?: string): boolean
  undo(): void
  redo(): void
  /** Undoes (below zero) or redoes that many edits. */
  go(steps: number): void
  /** Writes the file. A change by another program makes a `conflict`; other failures throw EngineFailure. */
  save(): Promise<void>
  /** Answers a conflict: the file is written over. Throws EngineFailure. */
  keepMine(): Promise<void>
  /** Answers a conflict: the file is read again; the edits can be had back by undo. Throws EngineFailure. */
  openTheirs(): Promise<void>
  dismissConflict(): void
}

export type PipelineDocument = PipelineState & PipelineActions

const lastVisit: Text = { en: 'edits of the last visit', fr: 'modifications de la dernière fois' }
const outside: Text = { en: 'change by another program', fr: 'modification par un autre programme' }

/** The state of a pipeline that was just opened. A draft comes back as one edit, so that undo shows what the file holds. Pure. */
export function openedState({ path, document, revision, readOnly, problems, draft }: OpenedPipeline): PipelineState {
  const state: PipelineState = {
    path,
    document,
    saved: document,
    revision,
    readOnly,
    openingProblems: problems,
    history: emptyHistory,
    dirty: false,
    savedAt: null,
    inspection: null,
    inspecting: false,
    seen: new Set(),
    conflict: false,
  }
  return draft && !readOnly ? { ...replaced(state, draft.document, lastVisit), dirty: true } : state
}

/** The state after the file was read again; what was there before can be had back by undo. Pure. */
export function adoptedState(state: PipelineState, { document, revision, readOnly, problems }: OpenedPipeline): PipelineState {
  return {
    ...replaced(state, document, outside),
    saved: document,
    revision,
    readOnly,
    openingProblems: problems,
    dirty: false,
    conflict: false,
  }
}

function replaced(state: PipelineState, document: Document, label: Text): PipelineState {
  const inverse = difference(document, state.document)
  if (isEmptyPatch(inverse)) return { ...state, document }
  const edit = { before: state.document, after: document, inverse, label, burst: null, now: 0 }
  return { ...state, document, history: recordEdit(state.history, edit) }
}

/** Whether two documents hold the same. */
export function sameDocument(a: Document, b: Document): boolean {
  return a === b || isEmptyPatch(difference(a, b))
}

/** The nodes that are known to have had a result, after one more inspection. The same set when none was added. */
export function seenAfter(seen: ReadonlySet<string>, inspection: Inspection): ReadonlySet<string> {
  const fresh = Object.entries(inspection.nodes).flatMap(([id, node]) => (node.fresh && !seen.has(id) ? [id] : []))
  return fresh.length === 0 ? seen : new Set([...seen, ...fresh])
}
