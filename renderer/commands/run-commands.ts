import { msg } from '@lingui/core/macro'
import type { ParameterValue } from '../../engine/protocol/parameter.ts'
import { useRuns, type StartRun } from '../runs/store.ts'
import { activePath, useSession } from '../session/store.ts'
import { getDocument, writeDraft } from '../document/store.ts'
import type { UserCommand } from './registry.ts'

const open = () => getDocument(activePath(useSession.getState()))
const selected = () => useSession.getState().selection.nodes

function runOf(path: string | undefined) {
  return path === undefined ? undefined : useRuns.getState().byPath[path]
}

function idle(): boolean {
  const run = runOf(open()?.path)
  return run?.state !== 'running' && run?.state !== 'cancelling'
}

/** Runs what is seen, saved or not; the file stays as it is. */
async function start(parts: Pick<StartRun, 'targets' | 'from' | 'values'>): Promise<void> {
  const document = open()
  if (!document) return
  writeDraft(document.path)
  await useRuns.getState().startRun({ path: document.path, document: document.document, ...parts })
}

/** Runs everything with other values of the parameters. */
export const startWith = (values: Readonly<Record<string, ParameterValue>>) => start({ values })

export const runCommands: readonly UserCommand[] = [
  {
    id: 'run.all',
    title: msg`Run all`,
    group: 'run',
    icon: 'play',
    shortcuts: ['F5'],
    whileTyping: true,
    enabled: () => Object.keys(open()?.document.nodes ?? {}).length > 0 && idle(),
    run: () => start({}),
  },
  {
    id: 'run.to-here',
    title: msg`Run to here`,
    group: 'run',
    icon: 'play',
    shortcuts: ['Mod+Enter'],
    enabled: () => open() !== undefined && selected().length > 0 && idle(),
    run: () => start({ targets: selected() }),
  },
  {
    id: 'run.from-here',
    title: msg`Run anew from here`,
    group: 'run',
    icon: 'rotate-ccw',
    shortcuts: ['Mod+Shift+Enter'],
    enabled: () => open() !== undefined && selected().length > 0 && idle(),
    run: () => start({ from: selected() }),
  },
  {
    id: 'run.with-values',
    title: msg`Run with other values…`,
    group: 'run',
    icon: 'variable',
    enabled: () => Object.keys(open()?.document.parameters ?? {}).length > 0 && idle(),
    run: () => useSession.getState().setOverlay('values'),
  },
  {
    id: 'run.cancel',
    title: msg`Cancel the run`,
    group: 'run',
    icon: 'square',
    shortcuts: ['Escape Escape'],
    whileTyping: true,
    enabled: () => runOf(open()?.path)?.state === 'running',
    run: async () => {
      const document = open()
      if (document) await useRuns.getState().cancelRun(document.path)
    },
  },
]
