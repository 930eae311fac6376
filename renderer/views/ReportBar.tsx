import type { ReactNode } from 'react'
import { useLingui } from '@lingui/react/macro'

export interface ReportBarProps {
  readonly title: string
  /** Beside the title: what is chosen, chips. */
  readonly children?: ReactNode
  /** At the right end: acts. */
  readonly end?: ReactNode
}

/** The 44 px bar over a report. */
export function ReportBar({ title, children, end }: ReportBarProps) {
  const { t } = useLingui()
  return (
    <header className="report-bar" aria-label={t`Report`}>
      <h2 className="truncate">{title}</h2>
      {children}
      <span className="min-w-2 flex-1" />
      {end}
    </header>
  )
}
