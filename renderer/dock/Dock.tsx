import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { useKeys } from '../commands/use-keys.ts'
import { useActiveDocument } from '../document/store.ts'
import { useRun } from '../runs/store.ts'
import { useSession, type DockTab } from '../session/store.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { ChartsTab } from './charts/ChartsTab.tsx'
import { DataTab } from './data/DataTab.tsx'
import { DataTools } from './data/DataTools.tsx'
import { useTable } from './data/use-table.ts'
import { useDock } from './dock-state.ts'
import './dock.css'
import { pipelineProblems } from './problems/pipeline-problems.ts'
import { ProblemsTab } from './problems/ProblemsTab.tsx'
import { LogTab } from './runs/LogTab.tsx'
import { RunsTab } from './runs/RunsTab.tsx'
import { useShownNode } from './use-shown-node.ts'

/** Under the canvas: what flows through the selected node, what is wrong, what was run. */
export function Dock() {
  const { t } = useLingui()
  const keys = useKeys()
  const tab = useSession((state) => state.dockTab)
  const { setDockTab, togglePanel } = useSession.getState()
  const full = useDock((state) => state.full)
  const pipeline = useActiveDocument()
  const run = useRun(pipeline?.path ?? null)
  const problems = useMemo(() => pipelineProblems(pipeline, run), [pipeline, run])
  const node = useShownNode()
  const table = useTable(tab === 'data' || tab === 'charts' ? node : null)

  const errors = problems.filter(({ severity }) => severity === 'error').length
  const items: { id: DockTab; label: string; count?: number; tone?: 'err' }[] = [
    { id: 'data', label: t`Data` },
    { id: 'charts', label: t`Charts` },
    {
      id: 'problems',
      label: t`Problems`,
      ...(problems.length > 0 && { count: problems.length }),
      ...(errors > 0 && { tone: 'err' as const }),
    },
    { id: 'log', label: t`Log` },
    { id: 'runs', label: t`Runs` },
  ]
  return (
    <div className="dock" data-full={full || undefined}>
      <Tabs
        label={t`Results`}
        items={items}
        value={tab}
        onChange={setDockTab}
        className="flex-1"
        rowClassName="dock-tabs"
        end={
          <>
            <span className="min-w-2 flex-1" />
            {node && (tab === 'data' || tab === 'charts') && <DataTools node={node} table={table.table} scope={tab === 'data'} />}
            <IconButton
              icon="maximize"
              size="s"
              pressed={full}
              label={full ? t`Back to the usual size` : t`Over the whole window`}
              keys={keys('view.dock-full')}
              onClick={() => useDock.getState().setFull(!full)}
            />
            <IconButton
              className="max-wide:hidden"
              icon="x"
              size="s"
              label={t`Put the results away`}
              keys={keys('view.dock')}
              onClick={() => {
                useDock.getState().setFull(false)
                togglePanel('dock', false)
              }}
            />
          </>
        }
      >
        {tab === 'data' && <DataTab node={node} state={table} />}
        {tab === 'charts' && <ChartsTab node={node} state={table} />}
        {tab === 'problems' && <ProblemsTab problems={problems} />}
        {tab === 'log' && pipeline && <LogTab path={pipeline.path} />}
        {tab === 'runs' && pipeline && <RunsTab path={pipeline.path} />}
      </Tabs>
    </div>
  )
}
