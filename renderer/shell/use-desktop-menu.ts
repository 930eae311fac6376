import { useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import { inBrowser } from '../commands/platform.ts'
import { shortcutsOf, useRegistry } from '../commands/registry.ts'
import { runCommand } from '../commands/run-command.ts'
import { acceleratorOf } from '../commands/shortcut.ts'
import { useSession } from '../session/store.ts'
import { useHost } from '../session/use-host.ts'

/** Gives the window its menu, made from the user commands, and runs what is chosen there. */
export function useDesktopMenu(): void {
  const host = useHost()
  const { i18n } = useLingui()
  const commands = useRegistry((state) => state.commands)
  const language = useSession((state) => state.language)
  useEffect(() => host.onMenu(runCommand), [host])
  useEffect(() => {
    if (inBrowser()) return
    host.setMenu(
      commands.map((command) => {
        const shortcut = shortcutsOf(command, false)[0]
        return {
          id: command.id,
          group: command.group,
          label: i18n._(command.title),
          accelerator: shortcut === undefined ? null : acceleratorOf(shortcut),
        }
      }),
    )
  }, [host, commands, language, i18n])
}
