import { t } from '@lingui/core/macro'
import { addNote } from '../acts/edit-nodes.ts'
import { canPaste, pasteCopied } from '../acts/copy.ts'
import { editable } from '../acts/target.ts'
import { centredAt } from '../edit/add-node.ts'
import { toCanvas } from '../flow.ts'
import { toggleView, useCanvas, type ScreenPoint } from '../store.ts'
import { commandEntry } from './menu-entry.ts'

/** Opens the menu of the empty canvas. What it adds goes where it was opened. */
export function openPaneMenu(at: ScreenPoint): void {
  const off = editable() === undefined
  const { compact } = useCanvas.getState()
  useCanvas.setState({
    menu: {
      at,
      entries: [
        {
          id: 'add',
          label: t`Add a node`,
          icon: 'plus',
          keys: '/',
          disabled: off,
          onSelect: () => useCanvas.setState({ quickAdd: { at, place: centredAt(toCanvas(at)), fit: null } }),
        },
        { id: 'note', label: t`Add a note`, icon: 'sticky-note', disabled: off, onSelect: () => addNote(at) },
        {
          id: 'paste',
          label: t`Paste`,
          icon: 'clipboard-paste',
          keys: 'Ctrl V',
          disabled: !canPaste(),
          onSelect: () => pasteCopied({ keepInputs: false, at }),
        },
        'separator',
        commandEntry('canvas.select-all'),
        commandEntry('canvas.layout'),
        commandEntry('canvas.fit'),
        { id: 'compact', label: t`Small nodes`, checked: compact, onSelect: () => toggleView('compact') },
      ],
    },
  })
}
