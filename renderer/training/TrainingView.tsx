import { useLingui } from '@lingui/react/macro'
import { useDeferredValue, useMemo, useState } from 'react'
import { useDocument } from '../document/store.ts'
import { formFields } from '../inspector/form-model.ts'
import type { StepRun } from '../runs/run.ts'
import { useCatalogueEntry } from '../session/catalogue.ts'
import { useFormat } from '../session/use-format.ts'
import { SectionHead } from '../views/SectionHead.tsx'
import { seriesColour } from '../views/chart/series-colour.ts'
import { CurveChart } from './CurveChart.tsx'
import { curvePanels } from './curve-panels.ts'
import { StopTraining } from './StopTraining.tsx'
import { differingSettings } from './differing-settings.ts'
import './training.css'
import { trainingFigures } from './training-figures.ts'
import { TrainingTable } from './TrainingTable.tsx'
import { liveKey, useTrainings, type TrainingPlace } from './use-trainings.ts'

interface TrainingViewProps {
  readonly place: TrainingPlace
  readonly step: StepRun | undefined
}

/** How a node learns, live, or how it learned: curves of one training or several over one another, and each in figures. */
export function TrainingView({ place, step }: TrainingViewProps) {
  const { t } = useLingui()
  const { seconds } = useFormat()
  // Drawn when there is time: a key or a click comes first.
  const trainings = useDeferredValue(useTrainings(place, step))
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [pointed, setPointed] = useState<number | null>(null)
  const entry = useCatalogueEntry(useDocument(place.path)?.document.nodes[place.node]?.type)
  const settings = useMemo(() => (entry ? differingSettings(trainings, formFields(entry)) : []), [entry, trainings])
  const running = step?.state === 'running'
  const first = trainings.find(({ key }) => key === (trainings[0]?.key === liveKey ? liveKey : place.fingerprint)) ?? trainings[0]
  if (!first || first.points.length === 0) return null
  const isShown = (key: string) => chosen.get(key) ?? key === first.key
  const shown = trainings.filter(({ key }) => isShown(key))
  const colours = new Map(shown.map(({ key }, at) => [key, seriesColour(at)]))
  const bests = new Map(shown.map(({ key, points }) => [key, trainingFigures(points).best]))
  const panels = curvePanels(shown)
  const isApart = panels.some(({ curves }) => curves.some(({ apart }) => apart))
  return (
    <section className="training" aria-label={t`Training`}>
      <SectionHead
        title={running ? t`How it learns` : t`How it learned`}
        note={
          <span className="training-note">
            {running && <span>{step.secondsLeft === null ? t`live` : t`live, ${seconds(step.secondsLeft)} left`}</span>}
            {isApart && (
              <span>
                <span className="training-dash" aria-hidden />
                {t`rows kept apart`}
              </span>
            )}
          </span>
        }
        end={running && step.canStop && <StopTraining path={place.path} node={place.node} />}
      />
      <div className="training-panels">
        {panels.map((panel) => (
          <CurveChart key={panel.name} panel={panel} colours={colours} bests={bests} step={pointed} onStep={setPointed} />
        ))}
      </div>
      <TrainingTable
        settings={settings}
        trainings={trainings}
        shown={new Set(shown.map(({ key }) => key))}
        onShow={(key, show) => setChosen(new Map(chosen).set(key, show))}
        colours={colours}
      />
    </section>
  )
}
