import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'

const marks = {
  error: { icon: 'octagon-alert', tone: 'err' },
  warning: { icon: 'triangle-alert', tone: 'warn' },
  notice: { icon: 'info', tone: 'accent' },
} as const

export interface ProblemBoxProps {
  readonly severity: keyof typeof marks
  /** What happened, with its place first. */
  readonly title: string
  /** The evidence, and what to do. */
  readonly detail?: ReactNode
  readonly icon?: string
  /** One button that repairs, one that shows. */
  readonly actions?: ReactNode
  readonly className?: string
}

/** Something that a person must put right, or should know. */
export function ProblemBox({ severity, title, detail, icon, actions, className = '' }: ProblemBoxProps) {
  const mark = marks[severity]
  return (
    <div className={`problem ${className}`} data-severity={severity} role={severity === 'error' ? 'alert' : undefined}>
      <div className="flex min-w-0 items-start gap-2">
        <Icon name={icon ?? mark.icon} size={14} className={`mt-[3px] tone-${mark.tone}`} />
        <div className="min-w-0 wrap-anywhere">
          <b>{title}</b> {detail && <span className="text-text-2">{detail}</span>}
        </div>
      </div>
      {actions && <div className="flex flex-wrap gap-1">{actions}</div>}
    </div>
  )
}
