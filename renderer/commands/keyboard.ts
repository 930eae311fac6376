import { inBrowser, onMac } from './platform.ts'
import { shortcutsOf, useRegistry, type UserCommand } from './registry.ts'
import { runCommand } from './run-command.ts'
import { pressIs, type KeyPress } from './shortcut.ts'

/** Two presses within this time are one double press. */
const againMs = 600

export interface KeyPlace {
  /** The focus is where text is typed. */
  readonly typing: boolean
  /** The focus is in a dialog, menu or list that has its own keys. */
  readonly overlay: boolean
  /** The focus is on the canvas, or nowhere. */
  readonly canvas: boolean
}

export interface KeyWorld {
  readonly commands: readonly UserCommand[]
  readonly mac: boolean
  readonly browser: boolean
}

/** The command that a key press means at this place; undefined when it means none, or one that cannot be done now. Pure but for `enabled`. */
export function commandFor(press: KeyPress, place: KeyPlace, { commands, mac, browser }: KeyWorld): UserCommand | undefined {
  if (place.overlay) return undefined
  return commands.find((command) => {
    if (place.typing && !command.whileTyping) return false
    if (command.scope === 'canvas' && !place.canvas) return false
    return shortcutsOf(command, browser).some((shortcut) => pressIs(press, shortcut, mac)) && command.enabled()
  })
}

function placeOf(target: EventTarget | null): KeyPlace {
  if (!(target instanceof Element)) return { typing: false, overlay: false, canvas: true }
  return {
    typing: target.closest('input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable=true]') !== null,
    overlay: target.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]') !== null,
    canvas: target === document.body || target.closest('[data-pane=canvas]') !== null,
  }
}

/** Makes the keys of the page run commands. Returns the way to stop. */
export function listenToKeys(): () => void {
  let last = { key: '', at: -Infinity }
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const again = last.key === event.key && event.timeStamp - last.at < againMs && !event.repeat
    last = { key: event.key, at: event.timeStamp }
    const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event
    const world = { commands: useRegistry.getState().commands, mac: onMac(), browser: inBrowser() }
    const command = commandFor({ key, code, ctrlKey, metaKey, shiftKey, altKey, again }, placeOf(event.target), world)
    if (!command) return
    event.preventDefault()
    runCommand(command.id)
  }
  window.addEventListener('keydown', onKey)
  return () => window.removeEventListener('keydown', onKey)
}
