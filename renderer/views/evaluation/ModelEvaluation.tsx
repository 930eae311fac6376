import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { Select } from '../../ui/Select.tsx'
import { Bars } from '../Bars.tsx'
import { SectionHead } from '../SectionHead.tsx'
import { Verdict } from '../Verdict.tsx'
import { AllFigures } from './AllFigures.tsx'
import { ClassCharts } from './ClassCharts.tsx'
import { NumberCharts } from './NumberCharts.tsx'
import { PerClassTable } from './PerClassTable.tsx'
import { ratesAt } from './rates-at.ts'
import { useClassWords } from './use-class-words.ts'
import { WeakSpots } from './WeakSpots.tsx'
import { WhatIsRight } from './WhatIsRight.tsx'

const colour = 'var(--c-data)'

/** How one model did: its verdict, the figures beside the baseline, then the evidence. */
export function ModelEvaluation({ evaluation }: { readonly evaluation: Evaluation }) {
  const { t } = useLingui()
  const text = useText()
  const { count } = useFormat()
  const [threshold, setThreshold] = useState(evaluation.threshold ?? 0.5)
  const [chosen, setChosen] = useState<string | null>(null)
  const say = useClassWords()
  const { thresholds, curves, importance } = evaluation
  const perClass = evaluation.perClass?.map((row) => ({ ...row, class: say(evaluation, row.class) }))
  const shown = curves?.find((own) => own.class === chosen) ?? curves?.[0]
  const at = ratesAt(thresholds, threshold)
  const weighty = importance?.toSorted((a, b) => b.value - a.value).slice(0, 15) ?? []
  const auc = evaluation.perClass?.find((row) => row.class === shown?.class)?.auc.value ?? null
  return (
    <>
      <section className="band band-2">
        <div>
          <div className="mb-4">
            <Verdict text={text(evaluation.verdict)} />
          </div>
          <AllFigures series={[{ name: evaluation.model, colour, figures: evaluation.figures }]} />
          {perClass && (
            <div className="mt-6">
              <SectionHead title={t`By class`} note={t`95 % intervals, at the threshold of the node`} />
              <PerClassTable rows={perClass} averages={evaluation.averages ?? []} />
            </div>
          )}
        </div>
        <WhatIsRight evaluation={evaluation} threshold={threshold} onThreshold={setThreshold} />
      </section>
      {evaluation.slices && (
        <section className="band band-one">
          <WeakSpots evaluation={evaluation} />
        </section>
      )}
      {curves && curves.length > 1 && shown && (
        <div className="flex items-center gap-2 pt-4 text-small">
          <span className="flex-none text-text-2">{t`Curves of one class against the others:`}</span>
          <Select
            size="s"
            className="max-w-52"
            aria-label={t`Class of the curves`}
            value={shown.class}
            onChange={setChosen}
            options={curves.map((own) => ({ value: own.class, label: say(evaluation, own.class) }))}
          />
        </div>
      )}
      {shown && (
        <ClassCharts
          models={[
            { evaluation, name: evaluation.model, colour, curves: shown, auc, ...(thresholds ? at : { roc: null, precisionRecall: null }) },
          ]}
          positive={say(evaluation, shown.class)}
          threshold={thresholds ? threshold : null}
        />
      )}
      {evaluation.task === 'regression' && <NumberCharts evaluation={evaluation} colour={colour} />}
      {importance && weighty.length > 0 && (
        <section className="band band-half">
          <div>
            <SectionHead
              title={t`What counts`}
              note={
                weighty.length < importance.length
                  ? t`importance of the ${count(weighty.length)} first of ${count(importance.length)} columns`
                  : t`importance of each column`
              }
            />
            <Bars label={t`Importance of each column`} bars={weighty} format="number" />
          </div>
        </section>
      )}
    </>
  )
}
