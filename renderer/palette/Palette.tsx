// The nodes that there are, to be put on the canvas; and the outline, which is the canvas without a picture.
import { useLingui } from '@lingui/react/macro'
import { useSyncExternalStore } from 'react'
import { useActiveDocument } from '../document/store.ts'
import { useSession } from '../session/store.ts'
import { Tabs } from '../ui/Tabs.tsx'
import { NodeList } from './NodeList.tsx'
import { Outline } from './Outline.tsx'
import { PaletteRail } from './PaletteRail.tsx'
import './palette.css'

/** The left pane: nodes and outline; a rail where the window is narrow. */
export function Palette() {
  const { t } = useLingui()
  const pipeline = useActiveDocument()
  const tab = useSession((state) => (state.paletteTab === 'outline' ? 'outline' : 'nodes'))
  const narrow = useSyncExternalStore(watchWidth, () => narrowQuery().matches)
  if (!pipeline) return null
  if (narrow) return <PaletteRail readOnly={pipeline.readOnly} />
  return (
    <Tabs
      items={[
        { id: 'nodes', label: t`Nodes` },
        { id: 'outline', label: t`Outline` },
      ]}
      value={tab}
      onChange={(next) => useSession.getState().setPaletteTab(next)}
      label={t`Left pane`}
      className="h-full"
      rowClassName="h-9 px-3 border-b border-line"
    >
      {tab === 'nodes' ? <NodeList readOnly={pipeline.readOnly} /> : <Outline pipeline={pipeline} />}
    </Tabs>
  )
}

const narrowQuery = () => matchMedia('(max-width: 1099.98px)')

function watchWidth(changed: () => void): () => void {
  const query = narrowQuery()
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}
