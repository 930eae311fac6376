import { applyCommand } from '../../engine/graph/commands/apply-command.ts'
import { CommandError } from '../../engine/graph/commands/command-error.ts'
import { EngineFailure } from '../../engine/protocol/client.ts'
import type { Document } from '../../engine/protocol/document.ts'
import { bringFromLibrary } from '../components/bring-library.ts'
import { useLibrary } from '../components/library-store.ts'
import { getClient } from '../session/client.ts'
import { attempt, useNotices } from '../session/notices.ts'
import { burstOf } from './burst-of.ts'
import { debounce } from './debounce.ts'
import { nameFollower } from './follow-names.ts'
import { recordEdit, travel, type History } from './history.ts'
import {
  adoptedState,
  sameDocument,
  seenAfter,
  type PipelineActions,
  type PipelineDocument,
  type PipelineState,
} from './pipeline-document.ts'
import { getPortCatalogue } from './port-catalogue.ts'

const draftAfterMs = 400
const inspectAfterMs = 120
/** An engine that does not answer is asked again after this time. */
const againMs = 2000

export interface PipelineAccess {
  get(): PipelineDocument | undefined
  set(change: Partial<PipelineState>): void
}

export interface KeptPipeline {
  readonly actions: PipelineActions
  inspectNow(): void
  /** Writes a draft that is waiting. */
  flush(): void
  /** Looks whether the file was changed by another program. */
  checkFile(): Promise<void>
  stop(): void
  finish(): Promise<void>
}

/** What keeps an open pipeline going: its edits, its draft, its inspection, its file. */
export function pipelineActions({ get, set }: PipelineAccess): KeptPipeline {
  let stopped = false
  let saving = false
  let inspection: AbortController | null = null

  const writeDraft = async () => {
    const state = get()
    if (!state || state.readOnly) return
    const { path, document } = state
    try {
      if (state.dirty) await getClient()('saveDraft', { path, document })
      else await getClient()('dropDraft', { path })
    } catch (error) {
      if (!(error instanceof EngineFailure)) throw error
      if (error.status === 0 && !stopped) setTimeout(draft.schedule, againMs)
      else useNotices.getState().add(error.problem)
    }
  }
  const draft = debounce(() => void attempt(writeDraft()), draftAfterMs)

  const inspectNow = async () => {
    const state = get()
    if (!state || stopped) return
    inspection?.abort()
    const mine = new AbortController()
    inspection = mine
    set({ inspecting: true })
    try {
      const { path, document } = state
      const look = (at: Document) => getClient()('inspect', { path, document: at }, mine.signal)
      const [first] = await Promise.all([look(document), names.waits() ? names.follow(mine.signal) : undefined])
      const now = get()?.document ?? document
      const answer = now === document || mine.signal.aborted ? first : await look(now)
      if (!mine.signal.aborted) set({ inspection: answer, inspecting: false, seen: seenAfter(get()?.seen ?? state.seen, answer) })
    } catch (error) {
      if (mine.signal.aborted) return
      set({ inspecting: false })
      if (!(error instanceof EngineFailure)) throw error
      if (error.status === 0) setTimeout(inspect.schedule, againMs)
      else useNotices.getState().add(error.problem)
    }
  }
  const inspect = debounce(() => void attempt(inspectNow()), inspectAfterMs)

  const edited = (document: Document, history: History) => {
    const state = get()
    if (!state) return
    set({ document, history, dirty: !sameDocument(document, state.saved) })
    draft.schedule()
    inspect.soon()
  }

  const names = nameFollower({
    get,
    set: (document, history) => {
      const state = get()
      if (!state) return
      set({ document, history, dirty: !sameDocument(document, state.saved) })
      draft.schedule()
    },
  })

  const write = async (revision: string | null) => {
    const state = get()
    if (!state || state.readOnly) return
    draft.cancel()
    saving = true
    try {
      const { revision: next } = await getClient()('savePipeline', { path: state.path, document: state.document, revision })
      const document = get()?.document ?? state.document
      set({ revision: next, saved: state.document, savedAt: Date.now(), conflict: false, dirty: !sameDocument(document, state.document) })
    } catch (error) {
      if (error instanceof EngineFailure && error.problem.code === 'document-changed') set({ conflict: true })
      else throw error
    } finally {
      saving = false
      if (get()?.dirty) draft.schedule()
    }
  }

  const openTheirs = async () => {
    const state = get()
    if (!state) return
    const opened = await getClient()('openPipeline', { path: state.path })
    set(adoptedState(get() ?? state, opened))
    draft.schedule()
    inspect.schedule()
  }

  const checkFile = async () => {
    const state = get()
    if (!state || saving || stopped) return
    const opened = await getClient()('openPipeline', { path: state.path })
    const now = get()
    if (!now || saving || opened.revision === now.revision) return
    if (sameDocument(opened.document, now.document)) set({ revision: opened.revision, saved: opened.document, dirty: false })
    else if (now.dirty)
      useNotices.getState().add(changedOutside(now.document.name), [{ label: theirs, run: () => void attempt(openTheirs()) }])
    else await openTheirs()
  }

  const actions: PipelineActions = {
    apply: (wanted, label, burst) => {
      const state = get()
      if (!state || state.readOnly) return false
      const command = bringFromLibrary(state.document, wanted, useLibrary.getState().byName)
      try {
        const { document, inverse } = applyCommand(state.document, command, getPortCatalogue())
        if (sameDocument(document, state.document)) return true
        const edit = { before: state.document, after: document, inverse, label, burst: burst ?? burstOf(command), now: performance.now() }
        names.edited(state.document, command)
        edited(document, recordEdit(state.history, edit))
        return true
      } catch (error) {
        if (!(error instanceof CommandError)) throw error
        useNotices.getState().add({ code: error.code, severity: 'warning', place: {}, text: error.text })
        return false
      }
    },
    undo: () => actions.go(-1),
    redo: () => actions.go(1),
    go: (steps) => {
      const state = get()
      if (!state || state.readOnly || steps === 0) return
      names.forget()
      const { document, history } = travel(state.document, state.history, steps)
      edited(document, history)
    },
    save: async () => write(get()?.revision ?? null),
    keepMine: async () => write(null),
    openTheirs,
    dismissConflict: () => set({ conflict: false }),
  }

  const stop = () => {
    stopped = true
    draft.cancel()
    inspect.cancel()
    inspection?.abort()
  }
  return {
    actions,
    inspectNow: () => void attempt(inspectNow()),
    flush: draft.flush,
    checkFile,
    stop,
    finish: async () => {
      const unwritten = draft.waiting
      stop()
      if (unwritten) await writeDraft()
    },
  }
}

const theirs = { en: 'Open the changed file', fr: 'Ouvrir le fichier modifié' }

function changedOutside(name: string) {
  return {
    code: 'document-changed-outside',
    severity: 'warning',
    place: {},
    text: { en: `${name} was changed by another program.`, fr: `${name} a été modifié par un autre programme.` },
    action: {
      en: 'Your edits are kept as a draft. Saving asks which of the two to keep.',
      fr: 'Vos modifications sont gardées en brouillon. L’enregistrement demandera laquelle des deux versions garder.',
    },
  } as const
}
