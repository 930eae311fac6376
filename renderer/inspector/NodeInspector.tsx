import { useLingui } from '@lingui/react/macro'
import type { PipelineDocument } from '../document/pipeline-document.ts'
import { useSession, type InspectorTab } from '../session/store.ts'
import { useText } from '../session/use-text.ts'
import { Tabs } from '../ui/Tabs.tsx'
import { ColumnsTab } from './ColumnsTab.tsx'
import { HelpTab } from './HelpTab.tsx'
import { NodeHeader } from './NodeHeader.tsx'
import { NotesTab } from './NotesTab.tsx'
import { SettingsTab } from './SettingsTab.tsx'
import { useNode } from './use-node.ts'

/** One node: header, settings, columns, notes, help, and its plain sentence at the foot. */
export function NodeInspector({ pipeline, id }: { readonly pipeline: PipelineDocument; readonly id: string }) {
  const { t } = useLingui()
  const text = useText()
  const tab = useSession((state) => state.inspectorTab)
  const { setInspectorTab } = useSession.getState()
  const inspected = useNode(pipeline, id)
  if (!inspected) return null
  const { entry, inspection, node } = inspected
  const columns = Object.entries(entry?.outputs ?? {}).flatMap(([port, { kind }]) =>
    kind === 'table' ? (inspection?.outputs[port]?.columns?.length ?? []) : [],
  )[0]
  const items: { id: InspectorTab; label: string; count?: number }[] = [
    { id: 'settings', label: t`Settings` },
    { id: 'columns', label: t`Columns`, ...(columns !== undefined && { count: columns }) },
    { id: 'notes', label: t`Notes`, ...(typeof node['note'] === 'string' && { count: 1 }) },
    { id: 'help', label: t`Help` },
  ]
  const sentence = text(inspection?.sentence)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <NodeHeader key={id} inspected={inspected} />
      <Tabs
        label={t`About the node`}
        items={items}
        value={tab}
        onChange={setInspectorTab}
        className="flex-1"
        rowClassName="border-b border-line px-3"
      >
        {tab === 'settings' && <SettingsTab inspected={inspected} />}
        {tab === 'columns' && <ColumnsTab key={id} inspected={inspected} />}
        {tab === 'notes' && <NotesTab key={id} inspected={inspected} />}
        {tab === 'help' && <HelpTab entry={entry} />}
      </Tabs>
      {sentence !== '' && (
        <footer className="flex min-h-9 flex-none items-center border-t border-line px-3 py-1.5">
          <p className="meta line-clamp-3" title={sentence}>
            {sentence}
          </p>
        </footer>
      )}
    </div>
  )
}
