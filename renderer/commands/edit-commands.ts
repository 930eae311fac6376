import { msg } from '@lingui/core/macro'
import { activePath, useSession } from '../session/store.ts'
import { getOpenDocument } from './open-document.ts'
import type { UserCommand } from './registry.ts'

const document = () => getOpenDocument(activePath(useSession.getState()))

export const editCommands: readonly UserCommand[] = [
  {
    id: 'edit.undo',
    title: msg`Undo`,
    group: 'edit',
    icon: 'undo-2',
    shortcuts: ['Mod+Z'],
    enabled: () => (document()?.past.length ?? 0) > 0,
    run: () => document()?.go(-1),
  },
  {
    id: 'edit.redo',
    title: msg`Redo`,
    group: 'edit',
    icon: 'redo-2',
    shortcuts: ['Mod+Shift+Z', 'Mod+Y'],
    enabled: () => (document()?.future.length ?? 0) > 0,
    run: () => document()?.go(1),
  },
]
