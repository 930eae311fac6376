import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useText } from '../session/use-text.ts'
import { Select } from '../ui/Select.tsx'
import { seriesColour } from '../views/chart/series-colour.ts'
import { SectionHead } from '../views/SectionHead.tsx'
import { modelOf, type ComparedRun } from './compared-run.ts'
import { ParallelChart } from './ParallelChart.tsx'
import { FairnessNote } from './FairnessNote.tsx'
import { ParetoChart } from './ParetoChart.tsx'
import { gapChoices, gapOf } from './run-gaps.ts'
import { useRunName } from './run-name.ts'

export interface RunPoint {
  readonly id: string
  readonly name: string
  readonly colour: string
  /** By axis; null where the run has no such value. */
  readonly values: Readonly<Record<string, number | string | null>>
}

const notCounted = 'not-counted'

/** Three runs and more: their params and figures as lines, and which of them no other beats in quality, speed, size and fairness at once. */
export function ManyRuns({ runs }: { readonly runs: readonly ComparedRun[] }) {
  const { t } = useLingui()
  const text = useText()
  const nameOf = useRunName()
  const figuresOf = ({ record, evaluation }: ComparedRun) =>
    evaluation === null ? [] : (record?.evaluations[evaluation]?.evaluation.figures ?? [])
  const known = [...new Map(runs.flatMap(figuresOf).map((figure) => [figure.id, figure])).values()]
  const [chosen, setChosen] = useState('')
  const [chosenGap, setChosenGap] = useState('')
  const quality = known.find(({ id }) => id === chosen) ?? known.find(({ id }) => id === 'auc' || id === 'r2') ?? known[0]
  const params = [...new Set(runs.flatMap(({ row }) => Object.keys(row.params)))].filter(
    (name) => new Set(runs.flatMap(({ row }) => row.params[name] ?? [])).size > 1,
  )
  const gaps = gapChoices(runs)
  const everyRun = (key: string) => runs.every((run) => gapOf(run, key) !== null)
  const gap = gaps.find(({ key }) => key === chosenGap) ?? (chosenGap === '' ? gaps.find(({ key }) => everyRun(key)) : undefined)
  const gapName = ({ label, by }: (typeof gaps)[number]) => t`${text(label)}, by ${by.join(' × ')}`
  const costs = [
    { key: 'seconds', short: t`Time`, label: t`training time, s` },
    { key: 'bytes', short: t`Size`, label: t`model size, kB` },
    ...(gap ? [{ key: 'gap', short: t`Fairness`, label: gapName(gap) }] : []),
  ]
  const points = runs.map((run, i): RunPoint => {
    const model = modelOf(run)
    const figures = Object.fromEntries(figuresOf(run).map(({ id, value }) => [`figure:${id}`, value]))
    return {
      id: run.row.id,
      name: nameOf(run.row),
      colour: seriesColour(i),
      values: {
        ...run.row.params,
        ...figures,
        seconds: model?.seconds ?? null,
        bytes: model ? model.bytes / 1000 : null,
        gap: gap ? gapOf(run, gap.key) : null,
      },
    }
  })
  if (!quality) return null
  const qualityAxis = { key: `figure:${quality.id}`, label: text(quality.label), lower: quality.better === 'lower' }
  return (
    <section className="band band-2">
      <div>
        <SectionHead title={t`Params, cost and quality`} note={t`one line for each run`} />
        <ParallelChart
          points={points}
          axes={[
            ...params.slice(0, 6).map((name) => ({ key: name, label: name })),
            ...costs.map(({ key, label }) => ({ key, label, lower: key === 'gap' })),
            qualityAxis,
          ]}
        />
      </div>
      <div>
        <SectionHead
          title={t`Worth its cost`}
          end={
            <Select
              size="s"
              className="max-w-48"
              aria-label={t`Quality by`}
              value={quality.id}
              onChange={setChosen}
              options={known.map(({ id, label }) => ({ value: id, label: text(label) }))}
            />
          }
        />
        <ParetoChart
          points={points}
          quality={qualityAxis}
          costs={costs}
          end={
            gaps.length > 0 && (
              <Select
                size="s"
                className="max-w-64"
                aria-label={t`Fairness by`}
                value={gap?.key ?? notCounted}
                onChange={setChosenGap}
                options={[
                  { value: notCounted, label: t`Fairness not counted` },
                  ...gaps.map((one) => ({ value: one.key, label: gapName(one) })),
                ]}
              />
            )
          }
        />
        <FairnessNote runs={runs} />
      </div>
    </section>
  )
}
