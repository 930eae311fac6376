// Every act of a person, once: menus, keys, the command palette and the desktop menu read this list.
import type { MessageDescriptor } from '@lingui/core'
import { create } from 'zustand'
import type { Shortcut } from './shortcut.ts'

export type CommandGroup = 'file' | 'edit' | 'view' | 'run' | 'go' | 'help'

export interface UserCommand {
  /** `group.verb`, for example `pipeline.save`. */
  readonly id: string
  readonly title: MessageDescriptor
  readonly group: CommandGroup
  readonly icon?: string
  /** The first is the one that is shown. */
  readonly shortcuts?: readonly Shortcut[]
  /** Instead of `shortcuts` in a browser, which keeps some chords for itself. */
  readonly browserShortcuts?: readonly Shortcut[]
  /** `canvas`: its keys count only while the canvas or nothing has the focus. */
  readonly scope?: 'everywhere' | 'canvas'
  /** Its keys count inside text fields too. */
  readonly whileTyping?: boolean
  readonly enabled: () => boolean
  readonly run: () => void | Promise<void>
}

export interface Registry {
  readonly commands: readonly UserCommand[]
  /** Adds commands; throws when an id is taken. Returns the way to take them out again. */
  register(commands: readonly UserCommand[]): () => void
}

export const useRegistry = create<Registry>()((set, get) => ({
  commands: [],
  register: (added) => {
    const taken = new Set(get().commands.map((command) => command.id))
    for (const { id } of added) {
      if (taken.has(id)) throw new Error(`There are two commands with the id ${id}`)
      taken.add(id)
    }
    set(({ commands }) => ({ commands: [...commands, ...added] }))
    return () => set(({ commands }) => ({ commands: commands.filter((command) => !added.includes(command)) }))
  },
}))

export function findCommand(id: string): UserCommand | undefined {
  return useRegistry.getState().commands.find((command) => command.id === id)
}

/** The keys of a command on this platform. */
export function shortcutsOf(command: UserCommand, browser: boolean): readonly Shortcut[] {
  return (browser ? command.browserShortcuts : undefined) ?? command.shortcuts ?? []
}
