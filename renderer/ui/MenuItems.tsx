import { Menu as Base } from '@base-ui/react/menu'
import { Icon } from './Icon.tsx'
import { Tile, type Family } from './Tile.tsx'

export type MenuEntry =
  | 'separator'
  | { readonly heading: string }
  | {
      readonly id: string
      readonly label: string
      readonly icon?: string
      /** Draws the icon as a tile of this family. */
      readonly family?: Family
      readonly keys?: string | undefined
      readonly danger?: boolean
      readonly disabled?: boolean
      readonly checked?: boolean
      readonly onSelect: () => void
    }

/** The entries of a menu and of a context menu. */
export function MenuItems({ entries }: { readonly entries: readonly MenuEntry[] }) {
  return entries.map((entry, index) => {
    if (entry === 'separator') return <Base.Separator key={`line-${index}`} className="menu-line" />
    if ('heading' in entry)
      return (
        <div key={entry.heading} role="presentation" className="menu-heading">
          {entry.heading}
        </div>
      )
    const content = (
      <>
        {entry.icon && (entry.family ? <Tile icon={entry.icon} family={entry.family} size="s" /> : <Icon name={entry.icon} size={14} />)}
        <span className="min-w-0 truncate">{entry.label}</span>
        {entry.keys && <span className="menu-end">{entry.keys}</span>}
        {entry.checked && (
          <span className={entry.keys ? '' : 'menu-end'}>
            <Icon name="check" size={14} />
          </span>
        )}
      </>
    )
    const shared = {
      disabled: entry.disabled ?? false,
      className: 'menu-item',
      'data-danger': entry.danger || undefined,
      label: entry.label,
    }
    return entry.checked === undefined ? (
      <Base.Item key={entry.id} {...shared} onClick={entry.onSelect}>
        {content}
      </Base.Item>
    ) : (
      <Base.CheckboxItem key={entry.id} {...shared} checked={entry.checked} onCheckedChange={entry.onSelect} closeOnClick>
        {content}
      </Base.CheckboxItem>
    )
  })
}
