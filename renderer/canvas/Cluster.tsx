import { useStore } from '@xyflow/react'
import { useLingui } from '@lingui/react/macro'
import { runCommand } from '../commands/run-command.ts'
import { useKeys } from '../commands/use-keys.ts'
import { useFormat } from '../session/use-format.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { showEverything } from './acts/show-everything.ts'
import { zoomTo } from './flow.ts'
import { toggleView, useCanvas } from './store.ts'

/** How the canvas is seen: fit, zoom, layout, overview. At the bottom left. */
export function Cluster({ empty, readOnly }: { readonly empty: boolean; readonly readOnly: boolean }) {
  const { t } = useLingui()
  const keys = useKeys()
  const format = useFormat()
  const minimap = useCanvas((state) => state.minimap)
  const percent = useStore((state) => Math.round(state.transform[2] * 100))
  const level = (share: number) => ({ id: `${share}`, label: format.percent(share, 0), onSelect: () => zoomTo(share) })
  return (
    <div className="cluster" role="toolbar" aria-label={t`View of the canvas`}>
      <IconButton size="s" icon="maximize" label={t`Show everything`} keys={keys('canvas.fit')} disabled={empty} onClick={showEverything} />
      <Menu
        side="top"
        entries={[level(2), level(1), level(0.8), level(0.5), level(0.25)]}
        trigger={
          <button type="button" className="btn num min-w-[52px]" data-variant="ghost" data-size="s" aria-label={t`Zoom, ${percent} %`}>
            {format.percent(percent / 100, 0)}
          </button>
        }
      />
      <span className="sep-v mx-0.5 h-4 self-center" />
      <IconButton
        size="s"
        icon="workflow"
        label={t`Lay out`}
        keys={keys('canvas.layout')}
        disabled={empty || readOnly}
        onClick={() => runCommand('canvas.layout')}
      />
      <IconButton
        size="s"
        icon="map"
        label={t`Overview`}
        keys={keys('canvas.minimap')}
        pressed={minimap}
        onClick={() => toggleView('minimap')}
      />
    </div>
  )
}
