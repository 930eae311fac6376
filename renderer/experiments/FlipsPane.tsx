import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { PairReport } from '../../engine/protocol/experiment-comparison.ts'
import { useFormat } from '../session/use-format.ts'
import { Button } from '../ui/Button.tsx'
import { SectionHead } from '../views/SectionHead.tsx'
import { useClassWords } from '../views/evaluation/use-class-words.ts'
import { SwungRows } from './SwungRows.tsx'
import { SwungRowsDialog } from './SwungRowsDialog.tsx'

/** Rows that get another decision, or another value, and those on which the models differ most. */
export function FlipsPane({ report }: { readonly report: PairReport }) {
  const { t } = useLingui()
  const { count } = useFormat()
  const say = useClassWords()
  const [open, setOpen] = useState(false)
  const { decisions, classes, rows } = report
  const word = (name: string) => say(report, name)
  const flipped = decisions.reduce((sum, line, i) => sum + line.reduce((own, value, j) => own + (i === j ? 0 : value), 0), 0)
  return (
    <>
      <SectionHead
        title={report.task === 'regression' ? t`Largest swings` : t`Decisions that flip`}
        note={report.task === 'regression' ? undefined : t`${count(flipped)} of ${count(rows)} rows`}
        end={
          report.flips.length > 0 || report.swings.length > 0 ? (
            <Button size="s" variant="ghost" onClick={() => setOpen(true)}>{t`Show rows`}</Button>
          ) : undefined
        }
      />
      {decisions.length > 0 && decisions.length <= 8 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t`Decision`}</th>
              {classes.map((name) => (
                <th key={name} scope="col" className="n">{t`B: ${word(name)}`}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {decisions.map((line, i) => (
              <tr key={classes[i]}>
                <th scope="row" className="!font-normal">{t`A: ${word(classes[i] ?? '')}`}</th>
                {line.map((value, j) => (
                  <td key={classes[j]} className="n">
                    {i === j ? count(value) : <b>{count(value)}</b>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {report.swings.length > 0 && (
        <div className="mt-4">
          <SwungRows report={report} rows={report.swings.slice(0, 5)} brief />
        </div>
      )}
      {flipped === 0 && report.swings.length === 0 && <p className="meta">{t`Both say the same of every row.`}</p>}
      <SwungRowsDialog report={report} open={open} onClose={() => setOpen(false)} />
    </>
  )
}
