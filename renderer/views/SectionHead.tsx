import type { ReactNode } from 'react'

export interface SectionHeadProps {
  readonly title: string
  /** What the numbers are, in a few words. */
  readonly note?: ReactNode
  /** Stands at the right end. */
  readonly end?: ReactNode
}

/** The heading of a section of a report. */
export function SectionHead({ title, note, end }: SectionHeadProps) {
  return (
    <div className="section-head">
      <h3>{title}</h3>
      {note && <span className="meta">{note}</span>}
      {end && <span className="ml-auto self-center">{end}</span>}
    </div>
  )
}
