import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { Count } from './Count.tsx'

export interface TabItem<Id extends string> {
  readonly id: Id
  readonly label: string
  readonly count?: number
  readonly tone?: 'neutral' | 'err'
  readonly disabled?: boolean
}

export interface TabsProps<Id extends string> {
  readonly items: readonly TabItem<Id>[]
  readonly value: Id
  readonly onChange: (value: Id) => void
  /** Accessible name of the row. */
  readonly label: string
  /** Stands at the right end of the row. */
  readonly end?: ReactNode
  /** What the chosen tab shows. */
  readonly children: ReactNode
  readonly className?: string
  readonly rowClassName?: string
  readonly panelClassName?: string
}

/** A row of tabs with the panel of the chosen one under it, filling a column. */
export function Tabs<Id extends string>(props: TabsProps<Id>) {
  const { items, value, onChange, label, end, children, className = '', rowClassName = '', panelClassName = '' } = props
  return (
    <Base.Root value={value} onValueChange={(next: Id) => onChange(next)} className={`flex min-h-0 min-w-0 flex-col ${className}`}>
      <div className={`tab-row ${rowClassName}`}>
        <Base.List className="tabs" aria-label={label} activateOnFocus>
          {items.map((item) => (
            <Base.Tab key={item.id} value={item.id} disabled={item.disabled} className="tab">
              {item.label}
              {item.count !== undefined && <Count value={item.count} tone={item.tone ?? 'neutral'} />}
            </Base.Tab>
          ))}
        </Base.List>
        {end}
      </div>
      <Base.Panel value={value} className={`flex min-h-0 min-w-0 flex-1 flex-col outline-none ${panelClassName}`}>
        {children}
      </Base.Panel>
    </Base.Root>
  )
}
