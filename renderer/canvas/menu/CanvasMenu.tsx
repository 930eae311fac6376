import { PointMenu } from '../../ui/PointMenu.tsx'
import { applicationElement, canvasElement } from '../flow.ts'
import { useCanvas } from '../store.ts'

/** The menu that the other button, Shift+F10 or the selection bar opens, at a point of the window. */
export function CanvasMenu() {
  const menu = useCanvas((state) => state.menu)
  return menu && <PointMenu {...menu} onClose={() => useCanvas.setState({ menu: null })} focusBack={focusBack} />
}

/** The node that had the focus, so that keys go on working; nothing when the act opened a field of its own. */
function focusBack(): HTMLElement | boolean {
  const { editing, quickAdd, keyLink } = useCanvas.getState()
  if (editing ?? quickAdd ?? keyLink) return false
  return canvasElement()?.querySelector<HTMLElement>('[data-node][tabindex="0"]') ?? applicationElement() ?? false
}
