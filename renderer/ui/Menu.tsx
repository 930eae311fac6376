import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement } from 'react'
import { MenuItems, type MenuEntry } from './MenuItems.tsx'

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly entries: readonly MenuEntry[]
  readonly align?: 'start' | 'end'
  readonly side?: 'bottom' | 'top' | 'right'
}

/** A menu that opens under a button. */
export function Menu({ trigger, entries, align = 'start', side = 'bottom' }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-50">
          <Base.Popup className="pop pop-scroll">
            <MenuItems entries={entries} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
