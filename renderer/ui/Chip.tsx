import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'

export interface ChipProps {
  readonly tone?: 'neutral' | 'chosen' | 'ok' | 'warn' | 'err' | 'accent'
  /** A dashed edge: an estimate of a sample. */
  readonly estimate?: boolean
  readonly icon?: string
  readonly title?: string
  readonly children: ReactNode
}

/** A fact in a word or a number. Not a button. */
export function Chip({ tone = 'neutral', estimate = false, icon, title, children }: ChipProps) {
  return (
    <span className="chip" data-tone={tone} data-estimate={estimate || undefined} title={title}>
      {icon && <Icon name={icon} size={12} />}
      {children}
    </span>
  )
}
