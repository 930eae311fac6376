import { useCallback } from 'react'
import { useSession } from '../session/store.ts'
import { inBrowser, onMac } from './platform.ts'
import { shortcutsOf, useRegistry } from './registry.ts'
import { shortcutText } from './shortcut.ts'

/** The keys of a command in words; undefined when it has none. */
export function useKeys(): (id: string) => string | undefined {
  const language = useSession((state) => state.language)
  const commands = useRegistry((state) => state.commands)
  return useCallback(
    (id) => {
      const command = commands.find((one) => one.id === id)
      const shortcut = command && shortcutsOf(command, inBrowser())[0]
      return shortcut && shortcutText(shortcut, language, onMac())
    },
    [commands, language],
  )
}
