import type { Language } from '../../engine/protocol/text.ts'

/** A chord such as `Mod+Shift+Z`, `F5`, `Alt+N`, `/`. `Mod` is Ctrl, and Command on a Mac. `Escape Escape` is the key pressed twice. */
export type Shortcut = string

interface Chord {
  readonly mod: boolean
  readonly shift: boolean
  readonly alt: boolean
  readonly key: string
  readonly twice: boolean
}

function parse(shortcut: Shortcut): Chord {
  const presses = shortcut.split(' ')
  const parts = (presses[0] ?? '').split('+')
  return {
    mod: parts.includes('Mod'),
    shift: parts.includes('Shift'),
    alt: parts.includes('Alt'),
    key: parts.at(-1) ?? '',
    twice: presses.length === 2,
  }
}

export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
  /** The same key was pressed just before this one. */
  readonly again: boolean
}

/** Whether a key press is the chord. Letters are compared without case; with Alt the key's place counts, as Alt changes the letter on some layouts. */
export function pressIs(press: KeyPress, shortcut: Shortcut, mac: boolean): boolean {
  const chord = parse(shortcut)
  const mod = mac ? press.metaKey : press.ctrlKey
  const other = mac ? press.ctrlKey : press.metaKey
  if (mod !== chord.mod || other || press.altKey !== chord.alt || (chord.twice && !press.again)) return false
  const letter = /^[A-Z]$/.test(chord.key)
  // A sign such as `/` or `?` is reached with Shift on some layouts, so Shift counts for letters and named keys only.
  if ((letter || chord.key.length > 1) && press.shiftKey !== chord.shift) return false
  const key = press.key === ' ' ? 'Space' : press.key
  if (key.toLowerCase() === chord.key.toLowerCase()) return true
  return letter && chord.alt && press.code === `Key${chord.key}`
}

const french: Readonly<Record<string, string>> = {
  Shift: 'Maj',
  Delete: 'Suppr',
  Escape: 'Échap',
  Enter: 'Entrée',
  Backspace: 'Retour arrière',
  PageDown: 'Page suiv.',
  PageUp: 'Page préc.',
  Space: 'Espace',
}
const english: Readonly<Record<string, string>> = { Delete: 'Del', Escape: 'Esc', PageDown: 'Page Down', PageUp: 'Page Up' }
const signs: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↩', Backspace: '⌫', Delete: '⌦', Escape: 'esc' }

/** The chord as it is written in menus and tooltips: Ctrl Shift Z, Ctrl Maj Z, ⇧⌘Z. */
export function shortcutText(shortcut: Shortcut, language: Language, mac: boolean): string {
  const names = language === 'fr' ? french : english
  const press = (chord: string) => {
    const parts = chord.split('+').map((part) => (mac ? (signs[part] ?? part) : part === 'Mod' ? 'Ctrl' : (names[part] ?? part)))
    return parts.join(mac ? '' : ' ')
  }
  return shortcut.split(' ').map(press).join(' ')
}

/** The chord in the words of Electron's menus. Null for one that a menu cannot hold. */
export function acceleratorOf(shortcut: Shortcut): string | null {
  return shortcut.includes(' ') ? null : shortcut.replace('Mod', 'CmdOrCtrl')
}
