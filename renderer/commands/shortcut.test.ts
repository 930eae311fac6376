import { expect, test } from 'vitest'
import { acceleratorOf, pressIs, shortcutText, type KeyPress } from './shortcut.ts'

function press(key: string, with_: Partial<KeyPress> = {}): KeyPress {
  return { key, code: `Key${key.toUpperCase()}`, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, again: false, ...with_ }
}

test('Mod is Ctrl, and Command on a Mac', () => {
  expect(pressIs(press('s', { ctrlKey: true }), 'Mod+S', false)).toBe(true)
  expect(pressIs(press('s', { metaKey: true }), 'Mod+S', false)).toBe(false)
  expect(pressIs(press('s', { metaKey: true }), 'Mod+S', true)).toBe(true)
  expect(pressIs(press('s', { ctrlKey: true }), 'Mod+S', true)).toBe(false)
})

test('Shift tells undo from redo', () => {
  expect(pressIs(press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Z', false)).toBe(false)
  expect(pressIs(press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+Z', false)).toBe(true)
})

test('a sign counts however the layout reaches it', () => {
  expect(pressIs(press('/', { shiftKey: true, code: 'Period' }), '/', false)).toBe(true)
  expect(pressIs(press('/', { code: 'Slash' }), '/', false)).toBe(true)
})

test('Alt with a letter goes by the key, since Alt may change the letter', () => {
  expect(pressIs(press('˜', { altKey: true, code: 'KeyN' }), 'Alt+N', true)).toBe(true)
  expect(pressIs(press('n', { altKey: true, code: 'KeyN' }), 'Alt+N', false)).toBe(true)
})

test('the space bar has a name', () => {
  expect(pressIs(press(' ', { code: 'Space' }), 'Space', false)).toBe(true)
  expect(shortcutText('Space', 'fr', false)).toBe('Espace')
})

test('a key pressed twice', () => {
  expect(pressIs(press('Escape', { code: 'Escape' }), 'Escape Escape', false)).toBe(false)
  expect(pressIs(press('Escape', { code: 'Escape', again: true }), 'Escape Escape', false)).toBe(true)
})

test('chords in words, in both languages and on a Mac', () => {
  expect(shortcutText('Mod+Shift+Z', 'en', false)).toBe('Ctrl Shift Z')
  expect(shortcutText('Mod+Shift+Z', 'fr', false)).toBe('Ctrl Maj Z')
  expect(shortcutText('Escape Escape', 'fr', false)).toBe('Échap Échap')
  expect(shortcutText('Mod+Enter', 'en', true)).toBe('⌘↩')
})

test('accelerators of the desktop menu', () => {
  expect(acceleratorOf('Mod+Shift+Z')).toBe('CmdOrCtrl+Shift+Z')
  expect(acceleratorOf('Escape Escape')).toBeNull()
})
