import { useSession } from '../../session/store.ts'
import { selectedUse } from '../../components/acts.ts'
import { useCanvas, type ScreenPoint } from '../store.ts'
import { commandEntry } from './menu-entry.ts'
import { canKeep } from '../acts/keep-result.ts'
import { foldable } from '../fold/fold-frames.ts'
import { colourEntries } from '../acts/colour.ts'
import { selectOnly, target, titleOf } from '../acts/target.ts'
import type { MenuEntry } from '../../ui/MenuItems.tsx'

/** The acts on what is selected. */
export function selectionEntries(): readonly MenuEntry[] {
  const found = target()
  const language = useSession.getState().language
  const [only] = found?.nodes ?? []
  const heading: MenuEntry[] = found?.nodes.length === 1 && only !== undefined ? [{ heading: titleOf(found, only)[language] }] : []
  return [
    ...heading,
    commandEntry('run.to-here'),
    commandEntry('run.from-here'),
    commandEntry('canvas.look', { always: true }),
    ...(canKeep() === undefined ? [] : [commandEntry(canKeep() === 'keep' ? 'canvas.keep-result' : 'canvas.release-result')]),
    'separator',
    commandEntry('canvas.settings', { always: found?.nodes.length === 1 }),
    commandEntry('canvas.rename'),
    commandEntry('canvas.connect'),
    commandEntry('canvas.disable'),
    commandEntry('canvas.frame'),
    commandEntry('canvas.component'),
    ...(selectedUse() === undefined
      ? []
      : [commandEntry('canvas.open-component'), commandEntry('canvas.save-component'), commandEntry('canvas.dissolve-component')]),
    'separator',
    commandEntry('canvas.cut', { keys: 'Mod+X' }),
    commandEntry('canvas.copy', { keys: 'Mod+C' }),
    commandEntry('canvas.duplicate'),
    'separator',
    commandEntry('canvas.delete-reconnect'),
    commandEntry('canvas.delete', { danger: true }),
  ]
}

/** Opens the menu of a node; one that is not selected is selected first. */
export function openNodeMenu(id: string, at: ScreenPoint): void {
  if (!useSession.getState().selection.nodes.includes(id)) selectOnly([id])
  useCanvas.setState({ menu: { at, entries: selectionEntries() } })
}

/** Opens the menu of a note or a frame. */
export function openMarkMenu(marks: { readonly notes?: readonly string[]; readonly frames?: readonly string[] }, at: ScreenPoint): void {
  selectOnly([], marks)
  useCanvas.setState({
    menu: {
      at,
      entries: [
        commandEntry('canvas.rename'),
        ...(foldable() === undefined ? [] : [commandEntry(foldable() === 'fold' ? 'canvas.fold-frame' : 'canvas.open-frame')]),
        'separator',
        ...colourEntries(),
        'separator',
        commandEntry('canvas.delete', { danger: true }),
      ],
    },
  })
}
