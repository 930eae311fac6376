import { useLingui } from '@lingui/react/macro'
import type { CSSProperties, ReactNode } from 'react'
import { useSession, type Panel } from '../session/store.ts'
import { useNarrow, useWindowHeight } from '../session/use-window-size.ts'
import { Splitter } from '../ui/Splitter.tsx'
import { Guarded } from './Guarded.tsx'
import { drawnSize, paneSize } from './pane-sizes.ts'
import './workbench.css'

export interface WorkbenchProps {
  readonly path: string
  readonly palette: ReactNode
  readonly canvas: ReactNode
  readonly inspector: ReactNode
  readonly dock: ReactNode
}

/** What the title bar, the document bar, the status bar and the canvas need at the least. */
const keepHeight = 36 + 44 + 24 + 160

/** The four panes around a pipeline. Panes that are put away leave their room to the canvas. */
export function Workbench({ path, palette, canvas, inspector, dock }: WorkbenchProps) {
  const { t } = useLingui()
  const panels = useSession((state) => state.panels)
  const sizes = useSession((state) => state.sizes)
  const narrow = useNarrow()
  const height = useWindowHeight()
  const size = (panel: Panel) => drawnSize(sizes[panel], paneSize(panel, narrow), panel === 'dock' ? height - keepHeight : Infinity)
  const line = (panel: Panel) => {
    const { min, max } = paneSize(panel, narrow)
    return { value: size(panel), min, max, onChange: (next: number) => setSize(panel, next), onReset: () => setSize(panel, null) }
  }
  const drawn = (panel: Panel) => `${panels[panel] ? size(panel) : 0}px`
  const style = { '--left': drawn('palette'), '--right': drawn('inspector'), '--bottom': drawn('dock') } as CSSProperties
  return (
    <main className="workbench" aria-label={t`Pipeline`} style={style}>
      {panels.palette && (
        <aside className="pane workbench-palette" aria-label={t`Nodes`} data-pane="palette">
          <Guarded name={t`The list of nodes`} resetKey={path}>
            {palette}
          </Guarded>
          {!narrow && (
            <Splitter {...line('palette')} label={t`Width of the nodes`} orientation="vertical" grows="forward" className="-right-[5px]" />
          )}
        </aside>
      )}
      <section className="workbench-canvas" aria-label={t`Canvas`} data-pane="canvas">
        <Guarded name={t`The canvas`} resetKey={path}>
          {canvas}
        </Guarded>
      </section>
      {panels.dock && (
        <section className="pane workbench-dock" aria-label={t`Results`} data-pane="dock">
          <Guarded name={t`The results`} resetKey={path}>
            {dock}
          </Guarded>
          <Splitter {...line('dock')} label={t`Height of the results`} orientation="horizontal" grows="backward" className="-top-[5px]" />
        </section>
      )}
      {panels.inspector && (
        <aside className="pane workbench-inspector" aria-label={t`Settings`} data-pane="inspector">
          <Guarded name={t`The settings`} resetKey={path}>
            {inspector}
          </Guarded>
          <Splitter
            {...line('inspector')}
            label={t`Width of the settings`}
            orientation="vertical"
            grows="backward"
            className="-left-[5px]"
          />
        </aside>
      )}
    </main>
  )
}

function setSize(panel: Panel, size: number | null): void {
  useSession.getState().setSize(panel, size)
}
