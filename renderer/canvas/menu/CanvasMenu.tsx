import { Menu as Base } from '@base-ui/react/menu'
import { useMemo } from 'react'
import { MenuItems } from '../../ui/MenuItems.tsx'
import { applicationElement, canvasElement } from '../flow.ts'
import { useCanvas } from '../store.ts'

/** The menu that the other button, Shift+F10 or the selection bar opens, at a point of the window. */
export function CanvasMenu() {
  const menu = useCanvas((state) => state.menu)
  const anchor = useMemo(() => {
    const { left, top } = menu?.at ?? { left: 0, top: 0 }
    return { getBoundingClientRect: () => new DOMRect(left, top, 0, 0) }
  }, [menu])
  if (!menu) return null
  return (
    <Base.Root open onOpenChange={(open) => !open && useCanvas.setState({ menu: null })}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} side="bottom" align="start" className="z-50">
          <Base.Popup className="pop pop-scroll" finalFocus={() => focusBack()}>
            <MenuItems entries={menu.entries} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** The node that had the focus, so that keys go on working; nothing when the act opened a field of its own. */
function focusBack(): HTMLElement | boolean {
  const { editing, quickAdd, keyLink } = useCanvas.getState()
  if (editing ?? quickAdd ?? keyLink) return false
  return canvasElement()?.querySelector<HTMLElement>('[data-node][tabindex="0"]') ?? applicationElement() ?? false
}
