import { t, msg } from '@lingui/core/macro'
import { getHost } from '../session/use-host.ts'
import { activePath, useSession } from '../session/store.ts'
import { startTab } from '../session/tab.ts'
import { closeTab } from './close-tab.ts'
import { dataFilter, pipelineFilter } from './file-filters.ts'
import { getDocument } from '../document/store.ts'
import { openFiles } from './open-files.ts'
import { createPipeline } from './open-pipeline.ts'
import { inBrowser } from './platform.ts'
import type { UserCommand } from './registry.ts'
import { saveAs } from './save-as.ts'

const document = () => getDocument(activePath(useSession.getState()))

export const fileCommands: readonly UserCommand[] = [
  {
    id: 'pipeline.new',
    title: msg`New pipeline`,
    group: 'file',
    icon: 'plus',
    shortcuts: ['Mod+N'],
    browserShortcuts: ['Alt+N'],
    whileTyping: true,
    enabled: () => true,
    run: async () => {
      await createPipeline(t`New pipeline`)
    },
  },
  {
    id: 'pipeline.open',
    title: msg`Open a file`,
    group: 'file',
    icon: 'folder-open',
    shortcuts: ['Mod+O'],
    whileTyping: true,
    enabled: () => true,
    run: async () => openFiles(await getHost().openFiles([dataFilter(), pipelineFilter()])),
  },
  {
    id: 'pipeline.save',
    title: msg`Save`,
    group: 'file',
    icon: 'save',
    shortcuts: ['Mod+S'],
    whileTyping: true,
    enabled: () => document()?.readOnly === false,
    run: async () => document()?.save(),
  },
  {
    id: 'pipeline.save-as',
    title: msg`Save as`,
    group: 'file',
    shortcuts: ['Mod+Shift+S'],
    whileTyping: true,
    // A browser has no dialog for a place on disk.
    enabled: () => document() !== undefined && !inBrowser(),
    run: saveAs,
  },
  {
    id: 'tab.close',
    title: msg`Close the tab`,
    group: 'file',
    icon: 'x',
    shortcuts: ['Mod+W'],
    browserShortcuts: ['Alt+W'],
    whileTyping: true,
    enabled: () => useSession.getState().activeTab !== startTab,
    run: () => closeTab(useSession.getState().activeTab),
  },
]
