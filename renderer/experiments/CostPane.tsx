import { useLingui } from '@lingui/react/macro'
import { useFormat } from '../session/use-format.ts'
import { SectionHead } from '../views/SectionHead.tsx'
import { modelOf, type ComparedRun } from './compared-run.ts'
import { RunBadge } from './RunBadge.tsx'
import { useEnergyText } from './use-energy-text.ts'

export interface CostPaneProps {
  readonly runs: readonly [ComparedRun, ComparedRun]
  /** Milliseconds of one answer at the 95th percentile; null while it is not measured. */
  readonly answerMs: readonly [number | null, number | null] | null
}

/** What each of the two runs and its model cost. */
export function CostPane({ runs, answerMs }: CostPaneProps) {
  const { t } = useLingui()
  const { seconds, bytes, number, count, energy } = useFormat()
  const energyText = useEnergyText()
  const some = <T,>(value: T | null | undefined, write: (value: T) => string) =>
    value === null || value === undefined ? '–' : write(value)
  const both = (label: string, cell: (run: ComparedRun, side: 0 | 1) => string, hint?: (run: ComparedRun) => string | undefined) => ({
    label,
    cells: [cell(runs[0], 0), cell(runs[1], 1)],
    hints: runs.map((run) => hint?.(run)),
  })
  const rows = [
    both(t`Training time`, (run) => some(modelOf(run)?.seconds, seconds)),
    both(t`Time of the run`, ({ row }) => some(row.seconds, seconds)),
    both(t`Peak memory`, ({ row }) => some(row.memoryBytes, bytes)),
    both(
      t`Energy`,
      ({ row }) => some(row.wattHours, energy),
      ({ record }) => (record && energyText(record.cost.energy)) || undefined,
    ),
    both(t`Model size`, (run) => some(modelOf(run)?.bytes, bytes)),
    both(t`Columns used`, (run) => some(modelOf(run)?.features, count)),
    both(t`Answer time, p95`, (_, side) => some(answerMs?.[side], (value) => `${number(value, 2)}\u202Fms`)),
  ]
  return (
    <>
      <SectionHead title={t`Cost of the run`} />
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t`Cost`}</th>
            <th scope="col" className="n">
              <RunBadge letter="A" />
            </th>
            <th scope="col" className="n">
              <RunBadge letter="B" />
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, cells, hints }) => (
            <tr key={label}>
              <th scope="row" className="!font-normal !text-text">
                {label}
              </th>
              {cells.map((cell, i) => (
                <td key={i} className="n" title={hints[i]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="meta mt-2">{t`Steps that were reused cost nothing in their run.`}</p>
    </>
  )
}
