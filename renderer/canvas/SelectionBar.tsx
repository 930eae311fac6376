import { useStore } from '@xyflow/react'
import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { runCommand } from '../commands/run-command.ts'
import { useKeys } from '../commands/use-keys.ts'
import { endOf } from '../../engine/graph/commands/component-ends.ts'
import type { Document } from '../../engine/protocol/document.ts'
import { useSession } from '../session/store.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { barPlace } from './bar-place.ts'
import { boundsOf, nodeBox, placeOf, type Box } from './geometry.ts'
import { selectionEntries } from './menu/node-menu.ts'
import { useCanvas } from './store.ts'

/** Five acts beside the selected nodes, where they cover no node. */
export function SelectionBar({ document, readOnly }: { readonly document: Document; readonly readOnly: boolean }) {
  const { t } = useLingui()
  const keys = useKeys()
  const nodes = useSession((state) => state.selection.nodes)
  const compact = useCanvas((state) => state.compact)
  const hidden = useCanvas((state) => state.dragging || state.linking !== null || state.quickAdd !== null || state.keyLink !== null)
  const [x, y, zoom] = useStore((state) => state.transform)
  const viewHeight = useStore((state) => state.height)
  const viewWidth = useStore((state) => state.width)
  const there = nodes.filter((id) => Object.hasOwn(document.nodes, id))
  const taken = useMemo(() => Object.keys(document.nodes).map((id) => nodeBox(placeOf(document, id), compact)), [document, compact])
  const bounds = boundsOf(there.map((id) => nodeBox(placeOf(document, id), compact)))
  if (!bounds || hidden || zoom < 0.2) return null
  const onScreen = (box: Box): Box => ({ x: box.x * zoom + x, y: box.y * zoom + y, width: box.width * zoom, height: box.height * zoom })
  const place = barPlace(
    { selected: onScreen(bounds), nodes: taken.map(onScreen), notes: Object.values(document.notes).map(onScreen) },
    { width: viewWidth, height: viewHeight },
  )
  if (!place) return null
  const at = { left: Math.round(place.x), top: Math.round(place.y) }
  const off = there.every((id) => document.nodes[id]?.disabled)
  return (
    <div className="selection-bar" style={at} role="toolbar" aria-label={t`Selected nodes`}>
      <IconButton size="s" icon="play" label={t`Run to here`} keys={keys('run.to-here')} onClick={() => runCommand('run.to-here')} />
      <IconButton
        size="s"
        icon="eye"
        label={t`Look at the output`}
        keys={keys('canvas.look')}
        onClick={() => useSession.getState().setDockTab('data')}
      />
      <IconButton
        size="s"
        icon="copy"
        label={t`Duplicate`}
        keys={keys('canvas.duplicate')}
        disabled={readOnly}
        onClick={() => runCommand('canvas.duplicate')}
      />
      <IconButton
        size="s"
        icon="ban"
        label={off ? t`Enable` : t`Disable`}
        keys={keys('canvas.disable')}
        pressed={off}
        disabled={readOnly || there.every((id) => endOf(document.nodes[id]?.type ?? ''))}
        onClick={() => runCommand('canvas.disable')}
      />
      <IconButton
        size="s"
        icon="ellipsis"
        label={t`More`}
        aria-haspopup="menu"
        onClick={(event) => {
          const { left, bottom: under } = event.currentTarget.getBoundingClientRect()
          useCanvas.setState({ menu: { at: { left, top: under + 4 }, entries: selectionEntries() } })
        }}
      />
    </div>
  )
}
