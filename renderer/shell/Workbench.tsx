import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useSession } from '../session/store.ts'
import { Guarded } from './Guarded.tsx'
import './workbench.css'

export interface WorkbenchProps {
  readonly path: string
  readonly palette: ReactNode
  readonly canvas: ReactNode
  readonly inspector: ReactNode
  readonly dock: ReactNode
}

/** The four panes around a pipeline. Panes that are put away leave their room to the canvas. */
export function Workbench({ path, palette, canvas, inspector, dock }: WorkbenchProps) {
  const { t } = useLingui()
  const panels = useSession((state) => state.panels)
  return (
    <main
      className="workbench"
      aria-label={t`Pipeline`}
      data-palette={panels.palette}
      data-inspector={panels.inspector}
      data-dock={panels.dock}
    >
      {panels.palette && (
        <aside className="pane workbench-palette" aria-label={t`Nodes`} data-pane="palette">
          <Guarded name={t`The list of nodes`} resetKey={path}>
            {palette}
          </Guarded>
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
        </section>
      )}
      {panels.inspector && (
        <aside className="pane workbench-inspector" aria-label={t`Settings`} data-pane="inspector">
          <Guarded name={t`The settings`} resetKey={path}>
            {inspector}
          </Guarded>
        </aside>
      )}
    </main>
  )
}
