import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { PairReport } from '../../engine/protocol/experiment-comparison.ts'
import { Segmented } from '../ui/Segmented.tsx'
import { PrecisionRecallChart } from '../views/evaluation/PrecisionRecallChart.tsx'
import { RocChart } from '../views/evaluation/RocChart.tsx'
import { useClassWords } from '../views/evaluation/use-class-words.ts'
import { SectionHead } from '../views/SectionHead.tsx'
import { useFixed } from '../views/use-fixed.ts'
import { pairColours } from './compared-run.ts'

/** The curves of both models over one another, with the thresholds in use. */
export function PairCurves({ report }: { readonly report: PairReport }) {
  const { t } = useLingui()
  const fixed = useFixed()
  const say = useClassWords()
  const [shown, setShown] = useState<'roc' | 'pr'>('roc')
  const { roc, precisionRecall, positive, base, thresholds } = report
  if (!roc || !precisionRecall || positive === null) return null
  const auc = report.figures.find(({ id }) => id === 'auc')
  const names = ['A', 'B'] as const
  const told = say(report, positive)
  return (
    <>
      <SectionHead
        title={shown === 'roc' ? t`ROC on test` : t`Precision and recall on test`}
        end={
          <Segmented
            size="s"
            label={t`Curve`}
            value={shown}
            onChange={setShown}
            options={[
              { value: 'roc', label: t`ROC` },
              { value: 'pr', label: t`Precision` },
            ]}
          />
        }
      />
      {shown === 'roc' ? (
        <RocChart
          positive={told}
          curves={roc.map(({ points, at, band }, i) => ({
            name: names[i] ?? '',
            colour: pairColours[i] ?? '',
            points,
            band,
            auc: (i === 0 ? auc?.a : auc?.b) ?? null,
            mark: at,
          }))}
        />
      ) : (
        <PrecisionRecallChart
          positive={told}
          base={base}
          curves={precisionRecall.map(({ points, at }, i) => ({ name: names[i] ?? '', colour: pairColours[i] ?? '', points, mark: at }))}
        />
      )}
      {shown === 'roc' && <p className="meta mt-1">{t`Bands: 95 %, by bootstrap of the rows.`}</p>}
      {thresholds && (
        <p className="meta">{t`Dots: the thresholds in use, ${fixed(thresholds[0], 2)} of A and ${fixed(thresholds[1], 2)} of B.`}</p>
      )}
    </>
  )
}
