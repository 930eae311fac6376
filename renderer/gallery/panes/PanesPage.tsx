import { useEffect } from 'react'
import { Dock } from '../../dock/Dock.tsx'
import { loadDocument, useDocument } from '../../document/store.ts'
import { Inspector } from '../../inspector/Inspector.tsx'
import { useSession, type DockTab, type InspectorTab } from '../../session/store.ts'
import { Workbench } from '../../shell/Workbench.tsx'
import { panesDocument, panesPath } from './pane-answers.ts'

export interface PanesPageProps {
  readonly node: string
  readonly dock: DockTab
  readonly inspector: InspectorTab
}

/** Settings and results around an empty canvas. */
export function PanesPage({ node, dock, inspector }: PanesPageProps) {
  const pipeline = useDocument(panesPath)
  useEffect(() => {
    loadDocument({ path: panesPath, document: panesDocument, revision: 'r1', readOnly: false, problems: [], draft: null })
    const session = useSession.getState()
    session.openPipeline(panesPath)
    session.select({ nodes: [node] })
    session.setDockTab(dock)
    session.setInspectorTab(inspector)
  }, [node, dock, inspector])
  if (!pipeline) return null
  return (
    <div className="flex h-full flex-col">
      <Workbench path={panesPath} palette={null} canvas={null} inspector={<Inspector />} dock={<Dock />} />
    </div>
  )
}
