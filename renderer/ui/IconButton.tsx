import type { ComponentProps } from 'react'
import { Icon } from './Icon.tsx'
import { Tooltip } from './Tooltip.tsx'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'aria-label' | 'children'> {
  readonly icon: string
  /** The accessible name, shown as tooltip too. */
  readonly label: string
  /** More words for the tooltip, such as what would be undone. */
  readonly hint?: string | undefined
  readonly keys?: string | undefined
  readonly variant?: 'default' | 'primary' | 'ghost'
  readonly size?: 's' | 'm'
  readonly pressed?: boolean
}

/** A button that is only an icon. `pressed` makes it a toggle. */
export function IconButton({ icon, label, hint, keys, variant = 'ghost', size = 'm', pressed, className = '', ...rest }: IconButtonProps) {
  return (
    <Tooltip text={hint ?? label} keys={keys}>
      <button
        type="button"
        {...rest}
        className={`btn btn-icon ${className}`}
        data-variant={variant}
        data-size={size}
        aria-label={label}
        aria-pressed={pressed}
      >
        <Icon name={icon} size={size === 's' ? 14 : 16} />
      </button>
    </Tooltip>
  )
}
