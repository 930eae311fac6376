import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { PairReport } from '../../engine/protocol/experiment-comparison.ts'
import { useFormat } from '../session/use-format.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Select } from '../ui/Select.tsx'
import { useClassWords } from '../views/evaluation/use-class-words.ts'
import { SwungRows } from './SwungRows.tsx'

export interface SwungRowsDialogProps {
  readonly report: PairReport
  readonly open: boolean
  readonly onClose: () => void
}

/** The rows behind a comparison: those of each flip, or those that swing most. */
export function SwungRowsDialog({ report, open, onClose }: SwungRowsDialogProps) {
  const { t } = useLingui()
  const { count } = useFormat()
  const say = useClassWords()
  const [chosen, setChosen] = useState('0')
  const flips = report.flips.map(({ a, b, rows }, i) => {
    const all = report.decisions[report.classes.indexOf(a)]?.[report.classes.indexOf(b)] ?? rows.length
    return { value: String(i), label: t`A says ${say(report, a)}, B says ${say(report, b)}`, rows, all }
  })
  const shown = flips[Number(chosen)] ?? { rows: report.swings, all: report.swings.length }
  return (
    <Dialog open={open} onClose={onClose} title={t`Rows on which they differ`} closeLabel={t`Close`} width={920}>
      {flips.length > 0 && (
        <div className="mb-2 flex items-center gap-3">
          <Select
            className="max-w-96"
            aria-label={t`Which rows`}
            value={chosen}
            onChange={setChosen}
            options={flips.map(({ value, label, all }) => ({ value, label, detail: count(all) }))}
          />
          {shown.rows.length < shown.all && (
            <span className="meta">{t`the ${count(shown.rows.length)} largest swings of ${count(shown.all)} rows`}</span>
          )}
        </div>
      )}
      <div className="max-h-[60vh] overflow-auto" tabIndex={0} role="region" aria-label={t`Rows on which they differ`}>
        <SwungRows report={report} rows={shown.rows} />
      </div>
    </Dialog>
  )
}
