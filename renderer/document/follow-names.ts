import { applyCommand } from '../../engine/graph/commands/apply-command.ts'
import { EngineFailure } from '../../engine/protocol/client.ts'
import type { Command } from '../../engine/protocol/command.ts'
import { splitEnd, type Document } from '../../engine/protocol/document.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { getClient } from '../session/client.ts'
import { amendEdit, type History } from './history.ts'
import { getPortCatalogue } from './port-catalogue.ts'

export interface FollowAccess {
  get(): { readonly path: string; readonly document: Document; readonly history: History } | undefined
  set(document: Document, history: History): void
}

export interface NameFollower {
  /** Told of every edit, with the document before it. */
  edited(before: Document, command: Command): void
  /** What waited is let go: the edits were taken back. */
  forget(): void
  /** Whether there is something to follow. */
  waits(): boolean
  /** Lets names downstream follow the edits since the last time, as part of the last of them. */
  follow(signal: AbortSignal): Promise<void>
}

/** Settings downstream that name a column get its new name when an edit renames it: one step of undo together with the edit. */
export function nameFollower({ get, set }: FollowAccess): NameFollower {
  let waiting: { readonly before: Document } | null = null
  return {
    edited(before, command) {
      // Each edit makes another question, so that the answer to an older one is let go.
      if (mayRename(before, command)) waiting = { before: waiting?.before ?? before }
    },
    forget() {
      waiting = null
    },
    waits: () => waiting !== null,
    async follow(signal) {
      const [state, asked] = [get(), waiting]
      if (!state || !asked) return
      const { path, document } = state
      try {
        const { commands, settings } = await getClient()('followRenames', { path, before: asked.before, document }, signal)
        const now = get()
        // An edit that came meanwhile asks again, from the same document on.
        if (waiting !== asked || !now || now.document !== document) return
        waiting = null
        if (commands.length === 0) return
        const { document: after } = applyCommand(document, { type: 'batch', commands }, getPortCatalogue())
        set(after, amendEdit(now.history, { document, after, note: followed(settings) }))
      } catch (error) {
        if (!(error instanceof EngineFailure)) throw error
        // The inspection that comes next tells of an engine that does not answer; it asks again, and so does this.
        if (error.status !== 0) waiting = null
      }
    },
  }
}

/** Whether an edit is about settings of nodes that something stands behind; what stands inside a component counts. */
function mayRename(before: Document, command: Command): boolean {
  if (command.type === 'batch') return command.commands.some((one) => mayRename(before, one))
  if (command.type === 'patch') return Object.keys(command.components ?? {}).some((type) => before.components?.[type])
  return command.type === 'set-params' && before.wires.some(({ from }) => splitEnd(from).node === command.id)
}

const followed = (count: number): Text => ({
  en: count === 1 ? 'With 1 setting behind' : `With ${count} settings behind`,
  fr: count === 1 ? 'Avec 1 réglage en aval' : `Avec ${count} réglages en aval`,
})
