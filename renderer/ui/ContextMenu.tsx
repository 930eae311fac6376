import { ContextMenu as Base } from '@base-ui/react/context-menu'
import type { ReactElement } from 'react'
import { MenuItems, type MenuEntry } from './MenuItems.tsx'

export interface ContextMenuProps {
  readonly entries: readonly MenuEntry[]
  /** What is clicked with the other button. */
  readonly children: ReactElement<Record<string, unknown>>
}

export function ContextMenu({ entries, children }: ContextMenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner className="z-50">
          <Base.Popup className="pop pop-scroll">
            <MenuItems entries={entries} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
