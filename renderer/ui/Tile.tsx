import { Icon } from './Icon.tsx'

export type Family = 'data' | 'prepare' | 'features' | 'model' | 'evaluate' | 'deploy' | 'utility'

/** The custom property with the colour of a family. */
export function familyColour(family: Family): string {
  return `var(--c-${family})`
}

/** The coloured square with the icon of a node. */
export function Tile({ icon, family, size = 'm' }: { readonly icon: string; readonly family: Family; readonly size?: 's' | 'm' | 'l' }) {
  return (
    <span className="tile" data-size={size} style={{ background: familyColour(family) }}>
      <Icon name={icon} size={size === 's' ? 13 : 16} />
    </span>
  )
}
