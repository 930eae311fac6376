import type { ComponentProps } from 'react'
import { Icon } from './Icon.tsx'

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  readonly variant?: 'default' | 'primary' | 'ghost' | 'danger' | 'danger-fill'
  readonly size?: 's' | 'm' | 'l'
  readonly icon?: string
  /** The icon turns and the button waits; clicks do nothing. */
  readonly busy?: boolean
  readonly type?: 'button' | 'submit'
}

/** A button with words. One `primary` per view. */
export function Button({ variant = 'default', size = 'm', icon, busy = false, className = '', children, onClick, ...rest }: ButtonProps) {
  const name = busy ? 'loader-circle' : icon
  return (
    <button
      type="button"
      {...rest}
      className={`btn ${className}`}
      data-variant={variant}
      data-size={size}
      data-busy={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? undefined : onClick}
    >
      {name && <Icon name={name} size={14} />}
      {children}
    </button>
  )
}
