import { useCanvas } from './store.ts'
import { canvasElement } from './flow.ts'

/** Gives a node the focus as soon as it is drawn; only when the focus is on the canvas or nowhere, so that nobody is torn from a field. */
export function focusNode(id: string): void {
  useCanvas.setState({ focused: id })
  requestAnimationFrame(() => {
    const canvas = canvasElement()
    const active = document.activeElement
    if (!canvas || (active && active !== document.body && !canvas.contains(active))) return
    canvas.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })
  })
}
