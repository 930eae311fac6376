import { Menu as Base } from '@base-ui/react/menu'
import { useMemo } from 'react'
import { MenuItems, type MenuEntry } from './MenuItems.tsx'

export interface PointMenuProps {
  /** Where its corner is in the window, in pixels. */
  readonly at: { readonly left: number; readonly top: number }
  readonly entries: readonly MenuEntry[]
  readonly onClose: () => void
  /** What has the focus afterwards; false leaves it where an entry put it. */
  readonly focusBack: () => HTMLElement | boolean
}

/** A menu that opens at a point, for what has no button: the other mouse button, Shift+F10. */
export function PointMenu({ at, entries, onClose, focusBack }: PointMenuProps) {
  const { left, top } = at
  const anchor = useMemo(() => ({ getBoundingClientRect: () => new DOMRect(left, top, 0, 0) }), [left, top])
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} side="bottom" align="start" className="z-50">
          <Base.Popup className="pop pop-scroll" finalFocus={focusBack}>
            <MenuItems entries={entries} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
