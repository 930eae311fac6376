import { useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import { openFiles } from '../commands/open-files.ts'
import { inBrowser } from '../commands/platform.ts'
import { shortcutsOf, useRegistry } from '../commands/registry.ts'
import { runCommand } from '../commands/run-command.ts'
import { acceleratorOf } from '../commands/shortcut.ts'
import { useDocuments } from '../document/store.ts'
import { useRuns } from '../runs/store.ts'
import { attempt } from '../session/notices.ts'
import { useSession } from '../session/store.ts'
import { useHost } from '../session/use-host.ts'

/** What can be done changes with every edit and every event; the menu follows this much later. */
const laterMs = 300

/** Gives the window its menu, made from the user commands, and does what is chosen there or opened from outside. */
export function useDesktopMenu(): void {
  const host = useHost()
  const { i18n } = useLingui()
  const language = useSession((state) => state.language)
  useEffect(() => host.onMenu(runCommand), [host])
  useEffect(() => host.onOpen((files) => void attempt(openFiles(files))), [host])
  useEffect(() => {
    if (inBrowser()) return
    let sent = ''
    let timer: ReturnType<typeof setTimeout> | undefined
    const send = () => {
      timer = undefined
      const items = useRegistry.getState().commands.map((command) => {
        const shortcut = shortcutsOf(command, false)[0]
        const accelerator = shortcut === undefined ? null : acceleratorOf(shortcut)
        return { id: command.id, group: command.group, label: i18n._(command.title), accelerator, enabled: command.enabled() }
      })
      const text = JSON.stringify(items)
      if (text !== sent) host.setMenu(items)
      sent = text
    }
    const later = () => {
      timer ??= setTimeout(send, laterMs)
    }
    send()
    const stops = [useRegistry, useSession, useDocuments, useRuns].map((store) => store.subscribe(later))
    return () => {
      clearTimeout(timer)
      stops.forEach((stop) => stop())
    }
  }, [host, language, i18n])
}
