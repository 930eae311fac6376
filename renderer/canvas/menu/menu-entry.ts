import { i18n } from '@lingui/core'
import { inBrowser, onMac } from '../../commands/platform.ts'
import { findCommand, shortcutsOf } from '../../commands/registry.ts'
import { runCommand } from '../../commands/run-command.ts'
import { shortcutText } from '../../commands/shortcut.ts'
import { useSession } from '../../session/store.ts'
import type { MenuEntry } from '../../ui/MenuItems.tsx'

/**
 * A user command as a line of a menu, off when it cannot be done now. `keys` stands for keys that the browser itself
 * answers to; `always` for a command whose being possible depends on where the focus is.
 */
export function commandEntry(
  id: string,
  { keys, danger = false, always = false }: { readonly keys?: string; readonly danger?: boolean; readonly always?: boolean } = {},
): MenuEntry {
  const command = findCommand(id)
  const shortcut = keys ?? (command && shortcutsOf(command, inBrowser())[0])
  return {
    id,
    label: command ? i18n._(command.title) : id,
    ...(command?.icon !== undefined && { icon: command.icon }),
    ...(shortcut !== undefined && { keys: shortcutText(shortcut, useSession.getState().language, onMac()) }),
    danger,
    disabled: !always && !command?.enabled(),
    onSelect: () => void runCommand(id),
  }
}
