import { describe, expect, test } from 'vitest'
import type { MenuItemConstructorOptions } from 'electron'
import { menuArguments, menuTemplate, type MenuItem, type MenuWorld } from './menu.ts'

const item = (id: string, group: MenuItem['group'], accelerator: string | null = null, enabled = true): MenuItem => ({
  id,
  group,
  label: id,
  accelerator,
  enabled,
})
const items = [
  item('pipeline.new', 'file', 'CmdOrCtrl+N'),
  item('edit.undo', 'edit', 'CmdOrCtrl+Z', false),
  item('canvas.connect', 'edit', 'C'),
  item('run.all', 'run', 'F5'),
  item('run.cancel', 'run'),
]

/** What an entry does when it is chosen. */
function pressed(entry: MenuItemConstructorOptions | undefined): (...args: unknown[]) => void {
  if (!entry?.click) throw new Error('there is no such entry')
  return entry.click as (...args: unknown[]) => void
}

function menuOf(given: Partial<MenuWorld> = {}) {
  const heard: string[] = []
  const template = menuTemplate({
    items,
    recent: [],
    mac: false,
    say: (text) => text.en,
    onCommand: (id) => heard.push(`command ${id}`),
    onTextAct: (act) => heard.push(`text ${act}`),
    onRecent: (path) => heard.push(`recent ${path}`),
    ...given,
  })
  const entries = template.flatMap((menu) => (menu.submenu ?? []) as MenuItemConstructorOptions[])
  const find = (id: string) => entries.find((entry) => entry.id === id || entry.role === id || entry.label === id)
  const click = (id: string, byKey = false) => pressed(find(id))(null, null, { triggeredByAccelerator: byKey })
  return { template, find, click, heard }
}

describe('the menu bar', () => {
  test('has a menu for every group with something in it', () => {
    expect(menuOf().template.map((menu) => menu.label)).toEqual(['File', 'Edit', 'View', 'Run'])
    expect(menuOf({ items: [], say: (text) => text.fr }).template.map((menu) => menu.label)).toEqual(['Fichier', 'Édition', 'Affichage'])
  })

  test('a click says the id of the command', () => {
    const { click, heard } = menuOf()
    click('pipeline.new')
    click('edit.undo')
    expect(heard).toEqual(['command pipeline.new', 'command edit.undo'])
  })

  test('keys are shown and left to the page', () => {
    const { find } = menuOf()
    expect(find('run.all')).toMatchObject({ accelerator: 'F5', registerAccelerator: false, enabled: true })
    expect(find('canvas.connect')).toMatchObject({ accelerator: 'C', registerAccelerator: false })
    expect(find('edit.undo')).toMatchObject({ enabled: false })
    expect(find('run.cancel')).not.toHaveProperty('accelerator')
  })

  test('text is cut, copied and pasted by the system unless a command has the key', () => {
    expect(['cut', 'copy', 'paste', 'selectAll'].map((role) => menuOf().find(role) !== undefined)).toEqual([true, true, true, true])
    const own = menuOf({ items: [item('canvas.copy', 'edit', 'CmdOrCtrl+C')] })
    expect(own.find('copy')).toBeUndefined()
    expect(own.find('cut')).toBeDefined()
  })

  test('recent files open by a click; & in a path is no key', () => {
    const { find, click, heard } = menuOf({ recent: ['/data/R&D.millrace'] })
    const list = find('Open Recent')?.submenu as MenuItemConstructorOptions[]
    expect(list.map((entry) => entry.label)).toEqual(['/data/R&&D.millrace'])
    pressed(list[0])()
    click('pipeline.new')
    expect(heard).toEqual(['recent /data/R&D.millrace', 'command pipeline.new'])
    expect(menuOf().find('Open Recent')?.enabled).toBe(false)
  })
})

describe('on a Mac', () => {
  const mac = () => menuOf({ mac: true })

  test('stand the menus of the system around it', () => {
    const { template, find } = mac()
    expect(template.at(0)?.role).toBe('appMenu')
    expect(template.at(-1)?.role).toBe('windowMenu')
    expect(find('quit')?.visible).toBe(false)
  })

  test('a key that the page left alone works on text', () => {
    const { find, click, heard } = mac()
    expect(find('edit.undo')?.enabled).toBe(true)
    click('edit.undo', true)
    click('edit.undo')
    click('pipeline.new', true)
    expect(heard).toEqual(['text undo', 'command edit.undo'])
  })

  test('a letter alone is no key of the menu, as it would be taken from text fields', () => {
    expect(mac().find('canvas.connect')).not.toHaveProperty('accelerator')
    expect(mac().find('run.all')).toMatchObject({ accelerator: 'F5' })
  })
})

test('what a page may send', () => {
  expect(menuArguments.safeParse([items, 'fr']).success).toBe(true)
  expect(menuArguments.safeParse([[{ ...items[0], group: 'other' }], 'fr']).success).toBe(false)
  expect(menuArguments.safeParse([[{ ...items[0], label: 'x'.repeat(300) }], 'fr']).success).toBe(false)
  expect(menuArguments.safeParse([items]).success).toBe(false)
})
