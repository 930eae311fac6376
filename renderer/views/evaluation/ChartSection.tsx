import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { SectionHead, type SectionHeadProps } from '../SectionHead.tsx'

export interface ChartTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly ReactNode[])[]
}

export interface ChartSectionProps extends SectionHeadProps {
  readonly children: ReactNode
  /** What the chart draws, in numbers. */
  readonly table: ChartTable
}

/** A chart under its heading, with the same as a table for who does not see it. */
export function ChartSection({ children, table, ...head }: ChartSectionProps) {
  const { t } = useLingui()
  return (
    <div>
      <SectionHead {...head} />
      {children}
      <details className="chart-table">
        <summary>
          {t`As a table`}
          <span className="sr-only">{`: ${head.title}`}</span>
        </summary>
        <div className="scroll">
          <table className="table">
            <thead>
              <tr>
                {table.columns.map((name, i) => (
                  <th key={i} scope="col" className={i === 0 ? undefined : 'n'}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row, r) => (
                <tr key={r}>
                  {row.map((cell, i) => (
                    <td key={i} className={i === 0 ? undefined : 'n'}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  )
}
