import type { KeyboardEvent, MenuItemConstructorOptions } from 'electron'
import { z } from 'zod'
import { texts, type Say } from './texts.ts'

const groups = ['file', 'edit', 'view', 'run', 'go', 'help'] as const
const text = z.string().max(200)
const itemSchema = z.object({ id: text, group: z.enum(groups), label: text, accelerator: text.nullable(), enabled: z.boolean() })
/** The studio's commands and the language of the page. */
export const menuArguments = z.tuple([z.array(itemSchema).max(500), text])
export type MenuItem = z.output<typeof itemSchema>

/** What Chromium does with text by itself; on a Mac only when a menu item holds the key. */
const textActs = { Z: 'undo', 'Shift+Z': 'redo', X: 'cut', C: 'copy', V: 'paste', A: 'selectAll' } as const
type TextAct = (typeof textActs)[keyof typeof textActs]
const textActOf = (chord: string | null) =>
  textActs[/^CmdOrCtrl\+(.+)/.exec(chord ?? '')?.[1] as keyof typeof textActs] as TextAct | undefined

export interface MenuWorld {
  readonly items: readonly MenuItem[]
  readonly recent: readonly string[]
  readonly mac: boolean
  readonly say: Say
  onCommand(id: string): void
  onTextAct(act: TextAct): void
  onRecent(path: string): void
}

/**
 * The menu bar, made from the studio's own commands. The page hears every key first and takes those it wants, so the menu only shows keys
 * (`registerAccelerator` off). A Mac registers them all the same: what reaches the menu by key there was meant for a text field.
 */
export function menuTemplate({ items, recent, mac, say, onCommand, onTextAct, onRecent }: MenuWorld): MenuItemConstructorOptions[] {
  const taken = items.map((item) => textActOf(item.accelerator))
  const roles = (['cut', 'copy', 'paste', 'selectAll'] as const).filter((role) => !taken.includes(role))
  // A single & would mark the next letter as the key of the item.
  const files = recent.map((path) => ({ label: path.replaceAll('&', '&&'), click: () => onRecent(path) }))
  const own: Partial<Record<(typeof groups)[number], MenuItemConstructorOptions[]>> = {
    file: [
      { label: say(texts.recent), submenu: files, enabled: files.length > 0 },
      { role: 'quit', label: say(texts.quit), visible: !mac },
    ],
    edit: roles.map((role) => ({ role, label: say(texts[role]) })),
    view: [{ role: 'togglefullscreen', label: say(texts.fullScreen) }],
  }
  const command = ({ id, label, accelerator, enabled }: MenuItem): MenuItemConstructorOptions => {
    const act = textActOf(accelerator)
    return {
      id,
      label,
      // A key for text must reach the menu of a Mac even while the command itself cannot be done.
      enabled: enabled || (mac && act !== undefined),
      ...(accelerator !== null && (!mac || /CmdOrCtrl|^F\d/.test(accelerator)) && { accelerator, registerAccelerator: false }),
      click: (_item, _window, event?: KeyboardEvent) => {
        if (!event?.triggeredByAccelerator) onCommand(id)
        else if (act) onTextAct(act)
      },
    }
  }
  const menus = groups.flatMap((group): MenuItemConstructorOptions[] => {
    const commands = items.filter((item) => item.group === group).map(command)
    const more = own[group] ?? []
    const submenu = commands.length > 0 && more.length > 0 ? [...commands, { type: 'separator' as const }, ...more] : [...commands, ...more]
    return submenu.length === 0 ? [] : [{ label: say(texts[group]), submenu }]
  })
  return mac ? [{ role: 'appMenu' }, ...menus, { role: 'windowMenu' }] : menus
}
