import { msg } from '@lingui/core/macro'
import { activePath, useSession } from '../session/store.ts'
import { getDocument } from '../document/store.ts'
import type { UserCommand } from './registry.ts'

const document = () => getDocument(activePath(useSession.getState()))

export const editCommands: readonly UserCommand[] = [
  {
    id: 'edit.undo',
    title: msg`Undo`,
    group: 'edit',
    icon: 'undo-2',
    shortcuts: ['Mod+Z'],
    enabled: () => (document()?.history.past.length ?? 0) > 0,
    run: () => document()?.undo(),
  },
  {
    id: 'edit.redo',
    title: msg`Redo`,
    group: 'edit',
    icon: 'redo-2',
    shortcuts: ['Mod+Shift+Z', 'Mod+Y'],
    enabled: () => (document()?.history.future.length ?? 0) > 0,
    run: () => document()?.redo(),
  },
]
