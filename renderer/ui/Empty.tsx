import type { ReactNode } from 'react'

export interface EmptyProps {
  readonly title: string
  /** Why it is empty. */
  readonly children?: ReactNode
  /** One or two real acts. */
  readonly actions?: ReactNode
}

export function Empty({ title, children, actions }: EmptyProps) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {children && <p className="text-text-2">{children}</p>}
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}
