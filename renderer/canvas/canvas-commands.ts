import { msg } from '@lingui/core/macro'
import type { UserCommand } from '../commands/registry.ts'
import { dissolveSelected, openSelected, saveSelectedToLibrary, selectedUse } from '../components/acts.ts'
import { foldable, foldSelected } from './fold/fold-frames.ts'
import { attempt } from '../session/notices.ts'
import { canKeep, keepSelected, releaseSelected } from './acts/keep-result.ts'
import { useSession } from '../session/store.ts'
import { canCopy, canPaste, copySelected, cutSelected, duplicateSelected, pasteCopied } from './acts/copy.ts'
import { addNote, frameSelected, selectAll, toggleDisabled } from './acts/edit-nodes.ts'
import { layOut } from './acts/lay-out.ts'
import { canRemove, removeSelected } from './acts/remove.ts'
import { showEverything } from './acts/show-everything.ts'
import { editable, target } from './acts/target.ts'
import { canvasElement, zoomBy, zoomTo } from './flow.ts'
import { toggleView, useCanvas } from './store.ts'

const some = () => (target()?.nodes.length ?? 0) > 0
const someEditable = () => editable() !== undefined && some()
const one = () => editable()?.nodes.length === 1
const open = () => target() !== undefined
const filled = () => Object.keys(target()?.document.nodes ?? {}).length > 0

/** The acts of the canvas, there while it is drawn. Copy, cut and paste have no keys here: the browser's own do them, in fields too. */
export const canvasCommands: readonly UserCommand[] = [
  {
    id: 'canvas.add',
    title: msg`Add a node`,
    group: 'edit',
    icon: 'plus',
    // Wherever no text is typed: who looks at rows goes on from there, too.
    shortcuts: ['/'],
    enabled: () => editable() !== undefined,
    run: () => openQuickAdd(),
  },
  {
    id: 'canvas.settings',
    title: msg`Settings of the node`,
    group: 'edit',
    icon: 'sliders-horizontal',
    shortcuts: ['Enter'],
    scope: 'canvas',
    enabled: () => target()?.nodes.length === 1 && !onControl(),
    run: () => useSession.getState().openSettings(),
  },
  {
    id: 'canvas.look',
    title: msg`Look at the output`,
    group: 'view',
    icon: 'eye',
    shortcuts: ['Space'],
    scope: 'canvas',
    enabled: () => some() && !onControl(),
    run: () => {
      useSession.getState().setPreviewPort(null)
      useSession.getState().setDockTab('data')
    },
  },
  {
    id: 'canvas.rename',
    title: msg`Rename`,
    group: 'edit',
    icon: 'pencil',
    shortcuts: ['F2'],
    scope: 'canvas',
    enabled: () => one() || (editable() !== undefined && marked() !== undefined),
    run: () => rename(),
  },
  {
    id: 'canvas.connect',
    title: msg`Connect the node`,
    group: 'edit',
    icon: 'waypoints',
    shortcuts: ['C'],
    scope: 'canvas',
    enabled: one,
    run: () => useCanvas.setState({ keyLink: { node: editable()?.nodes[0] ?? '', port: null } }),
  },
  {
    id: 'canvas.disable',
    title: msg`Disable or enable`,
    group: 'edit',
    icon: 'ban',
    shortcuts: ['B'],
    scope: 'canvas',
    enabled: someEditable,
    run: toggleDisabled,
  },
  {
    id: 'canvas.copy',
    title: msg`Copy`,
    group: 'edit',
    icon: 'copy',
    enabled: canCopy,
    run: copySelected,
  },
  {
    id: 'canvas.cut',
    title: msg`Cut`,
    group: 'edit',
    icon: 'scissors',
    enabled: () => canCopy() && editable() !== undefined,
    run: cutSelected,
  },
  {
    id: 'canvas.paste',
    title: msg`Paste`,
    group: 'edit',
    icon: 'clipboard-paste',
    enabled: canPaste,
    run: () => pasteCopied({ keepInputs: false }),
  },
  {
    id: 'canvas.paste-wired',
    title: msg`Paste with the incoming wires`,
    group: 'edit',
    icon: 'clipboard-paste',
    enabled: canPaste,
    run: () => pasteCopied({ keepInputs: true }),
  },
  {
    id: 'canvas.duplicate',
    title: msg`Duplicate`,
    group: 'edit',
    icon: 'copy',
    shortcuts: ['Mod+D'],
    scope: 'canvas',
    enabled: () => canCopy() && editable() !== undefined,
    run: duplicateSelected,
  },
  {
    id: 'canvas.delete',
    title: msg`Delete`,
    group: 'edit',
    icon: 'trash-2',
    shortcuts: ['Delete', 'Backspace'],
    scope: 'canvas',
    enabled: canRemove,
    run: () => removeSelected(false),
  },
  {
    id: 'canvas.delete-reconnect',
    title: msg`Delete and join the neighbours`,
    group: 'edit',
    icon: 'merge',
    shortcuts: ['Mod+Delete', 'Mod+Backspace'],
    scope: 'canvas',
    enabled: someEditable,
    run: () => removeSelected(true),
  },
  {
    id: 'canvas.select-all',
    title: msg`Select all nodes`,
    group: 'edit',
    icon: 'square-stack',
    shortcuts: ['Mod+A'],
    scope: 'canvas',
    enabled: filled,
    run: selectAll,
  },
  {
    id: 'canvas.note',
    title: msg`Add a note`,
    group: 'edit',
    icon: 'sticky-note',
    shortcuts: ['N'],
    scope: 'canvas',
    enabled: () => editable() !== undefined,
    run: () => addNote(),
  },
  {
    id: 'canvas.frame',
    title: msg`Frame the selection`,
    group: 'edit',
    icon: 'group',
    shortcuts: ['Mod+G'],
    scope: 'canvas',
    enabled: someEditable,
    run: frameSelected,
  },
  {
    id: 'canvas.component',
    title: msg`Make a component`,
    group: 'edit',
    icon: 'boxes',
    shortcuts: ['Mod+Shift+G'],
    scope: 'canvas',
    enabled: someEditable,
    run: () => useSession.getState().setOverlay('component'),
  },
  {
    id: 'canvas.open-component',
    title: msg`Open the component`,
    group: 'edit',
    icon: 'arrow-right',
    enabled: () => selectedUse() !== undefined,
    run: openSelected,
  },
  {
    id: 'canvas.save-component',
    title: msg`Save the component for all pipelines`,
    group: 'edit',
    icon: 'boxes',
    enabled: () => editable() !== undefined && selectedUse() !== undefined,
    run: () => void attempt(saveSelectedToLibrary()),
  },
  {
    id: 'canvas.dissolve-component',
    title: msg`Dissolve the component`,
    group: 'edit',
    icon: 'unlink',
    enabled: () => editable() !== undefined && selectedUse() !== undefined,
    run: dissolveSelected,
  },
  {
    id: 'canvas.keep-result',
    title: msg`Keep this result`,
    group: 'edit',
    icon: 'lock',
    enabled: () => canKeep() === 'keep',
    run: () => void attempt(keepSelected()),
  },
  {
    id: 'canvas.release-result',
    title: msg`Let the kept result go`,
    group: 'edit',
    icon: 'rotate-ccw',
    enabled: () => canKeep() === 'release',
    run: releaseSelected,
  },
  {
    id: 'canvas.fold-frame',
    title: msg`Collapse the frame`,
    group: 'edit',
    icon: 'layers',
    enabled: () => foldable() === 'fold',
    run: foldSelected,
  },
  {
    id: 'canvas.open-frame',
    title: msg`Open the frame`,
    group: 'edit',
    icon: 'unfold-vertical',
    enabled: () => foldable() === 'open',
    run: foldSelected,
  },
  {
    id: 'canvas.layout',
    title: msg`Lay out`,
    group: 'edit',
    icon: 'workflow',
    shortcuts: ['L'],
    scope: 'canvas',
    enabled: () => filled() && editable() !== undefined,
    run: layOut,
  },
  {
    id: 'canvas.fit',
    title: msg`Show everything`,
    group: 'view',
    icon: 'maximize',
    shortcuts: ['F'],
    scope: 'canvas',
    enabled: filled,
    run: showEverything,
  },
  {
    id: 'canvas.zoom-in',
    title: msg`Zoom in`,
    group: 'view',
    icon: 'plus',
    shortcuts: ['='],
    scope: 'canvas',
    enabled: open,
    run: () => zoomBy(1.25),
  },
  {
    id: 'canvas.zoom-out',
    title: msg`Zoom out`,
    group: 'view',
    icon: 'minus',
    shortcuts: ['-'],
    scope: 'canvas',
    enabled: open,
    run: () => zoomBy(0.8),
  },
  {
    id: 'canvas.zoom-full',
    title: msg`Full size`,
    group: 'view',
    icon: 'search',
    shortcuts: ['1'],
    scope: 'canvas',
    enabled: open,
    run: () => zoomTo(1),
  },
  {
    id: 'canvas.minimap',
    title: msg`Show or hide the overview`,
    group: 'view',
    icon: 'map',
    shortcuts: ['M'],
    scope: 'canvas',
    enabled: open,
    run: () => toggleView('minimap'),
  },
  {
    id: 'canvas.compact',
    title: msg`Small nodes`,
    group: 'view',
    icon: 'rows-2',
    enabled: open,
    run: () => toggleView('compact'),
  },
]

/** A button of the canvas has the focus: Enter and the space bar are its own. */
function onControl(): boolean {
  return document.activeElement?.closest('.canvas button') != null
}

/** The list of all nodes, beside the selection or in the middle of the canvas. */
function openQuickAdd(): void {
  const bounds = canvasElement()?.getBoundingClientRect()
  const at = bounds ? { left: bounds.left + bounds.width / 2 - 140, top: bounds.top + bounds.height / 4 } : { left: 0, top: 0 }
  useCanvas.setState({ quickAdd: { at, place: null, fit: null } })
}

function marked(): { readonly kind: 'note' | 'frame'; readonly id: string } | undefined {
  const { notes, frames } = useCanvas.getState().marks
  if (notes[0] !== undefined) return { kind: 'note', id: notes[0] }
  return frames[0] === undefined ? undefined : { kind: 'frame', id: frames[0] }
}

function rename(): void {
  const id = editable()?.nodes[0]
  const editing = id === undefined ? marked() : { kind: 'node' as const, id }
  if (editing) useCanvas.setState({ editing })
}
