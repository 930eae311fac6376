import { t } from '@lingui/core/macro'
import type { Command } from '../../../engine/protocol/command.ts'
import type { MenuEntry } from '../../ui/MenuItems.tsx'
import { editable } from './target.ts'

/** Colours of notes and frames; they are kept in the file by these words. */
const colours = ['plain', 'blue', 'green', 'amber', 'red'] as const
export type MarkColour = (typeof colours)[number]

/** The colour of a note or a frame as the file has it. */
export function colourOf(mark: { readonly [key: string]: unknown }): MarkColour {
  return colours.find((colour) => colour === mark['colour']) ?? 'plain'
}

/** Gives the selected notes and frames a colour, in one step of undo. */
function colourSelected(colour: MarkColour): void {
  const found = editable()
  if (!found) return
  const { notes, frames } = found.document
  const commands = [
    ...found.notes.flatMap((id): Command[] => (notes[id] ? [{ type: 'set-note', id, note: { ...notes[id], colour } }] : [])),
    ...found.frames.flatMap((id): Command[] => (frames[id] ? [{ type: 'set-frame', id, frame: { ...frames[id], colour } }] : [])),
  ]
  found.pipeline.apply({ type: 'batch', commands }, { en: 'choose a colour', fr: 'choisir une couleur' })
}

/** The colours as entries of a menu; none where nothing can be edited. */
export function colourEntries(): readonly MenuEntry[] {
  const found = editable()
  const [first] = found
    ? [...found.notes.map((id) => found.document.notes[id]), ...found.frames.map((id) => found.document.frames[id])]
    : []
  if (!first) return []
  const names: Readonly<Record<MarkColour, string>> = { plain: t`No colour`, blue: t`Blue`, green: t`Green`, amber: t`Amber`, red: t`Red` }
  const now = colourOf(first)
  return colours.map((colour) => ({ id: colour, label: names[colour], checked: colour === now, onSelect: () => colourSelected(colour) }))
}
