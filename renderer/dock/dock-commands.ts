import { msg } from '@lingui/core/macro'
import type { UserCommand } from '../commands/registry.ts'
import { getDocument } from '../document/store.ts'
import { useRuns } from '../runs/store.ts'
import { activePath, useSession } from '../session/store.ts'
import { useDock } from './dock-state.ts'
import { useCurrentProblem } from './problems/current-problem.ts'
import { nextProblem, problemKey } from './problems/order-problems.ts'
import { pipelineProblems } from './problems/pipeline-problems.ts'
import { showProblem } from './problems/show-problem.ts'

const path = () => activePath(useSession.getState())

function problems() {
  const open = path()
  return pipelineProblems(getDocument(open), open === null ? undefined : useRuns.getState().byPath[open])
}

function step(by: 1 | -1): void {
  const { key, choose } = useCurrentProblem.getState()
  const next = nextProblem(problems(), key, by)
  if (!next) return
  choose(problemKey(next))
  showProblem(next)
}

/** What can be done with the dock, for menus, keys and the command palette. */
export const dockCommands: readonly UserCommand[] = [
  {
    id: 'problems.next',
    title: msg`Next problem`,
    group: 'go',
    icon: 'octagon-alert',
    shortcuts: ['F8'],
    whileTyping: true,
    enabled: () => problems().some(({ place }) => place.node !== undefined),
    run: () => step(1),
  },
  {
    id: 'problems.previous',
    title: msg`Previous problem`,
    group: 'go',
    icon: 'octagon-alert',
    shortcuts: ['Shift+F8'],
    whileTyping: true,
    enabled: () => problems().some(({ place }) => place.node !== undefined),
    run: () => step(-1),
  },
  {
    id: 'view.dock-full',
    title: msg`Results over the whole window`,
    group: 'view',
    icon: 'maximize',
    shortcuts: ['F11'],
    whileTyping: true,
    enabled: () => path() !== null,
    run: () => {
      const { full, setFull } = useDock.getState()
      setFull(!full)
      useSession.getState().togglePanel('dock', true)
    },
  },
  {
    id: 'view.charts',
    title: msg`Show the charts of the node`,
    group: 'view',
    icon: 'chart-column',
    enabled: () => path() !== null,
    run: () => useSession.getState().setDockTab('charts'),
  },
  {
    id: 'view.log',
    title: msg`Show the log`,
    group: 'view',
    icon: 'terminal',
    enabled: () => path() !== null,
    run: () => useSession.getState().setDockTab('log'),
  },
]
