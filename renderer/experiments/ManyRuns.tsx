import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useText } from '../session/use-text.ts'
import { Select } from '../ui/Select.tsx'
import { seriesColour } from '../views/chart/series-colour.ts'
import { SectionHead } from '../views/SectionHead.tsx'
import { modelOf, type ComparedRun } from './compared-run.ts'
import { ParallelChart } from './ParallelChart.tsx'
import { ParetoChart } from './ParetoChart.tsx'
import { useRunName } from './run-name.ts'

export interface RunPoint {
  readonly id: string
  readonly name: string
  readonly colour: string
  /** By axis; null where the run has no such value. */
  readonly values: Readonly<Record<string, number | string | null>>
}

/** Three runs and more: their params and figures as lines, and which of them no other beats in quality, speed and size at once. */
export function ManyRuns({ runs }: { readonly runs: readonly ComparedRun[] }) {
  const { t } = useLingui()
  const text = useText()
  const nameOf = useRunName()
  const figuresOf = ({ record, evaluation }: ComparedRun) =>
    evaluation === null ? [] : (record?.evaluations[evaluation]?.evaluation.figures ?? [])
  const known = [...new Map(runs.flatMap(figuresOf).map((figure) => [figure.id, figure])).values()]
  const [chosen, setChosen] = useState('')
  const quality = known.find(({ id }) => id === chosen) ?? known.find(({ id }) => id === 'auc' || id === 'r2') ?? known[0]
  const params = [...new Set(runs.flatMap(({ row }) => Object.keys(row.params)))].filter(
    (name) => new Set(runs.flatMap(({ row }) => row.params[name] ?? [])).size > 1,
  )
  const costs = { seconds: t`training time, s`, bytes: t`model size, kB` }
  const points = runs.map((run, i): RunPoint => {
    const model = modelOf(run)
    const figures = Object.fromEntries(figuresOf(run).map(({ id, value }) => [`figure:${id}`, value]))
    return {
      id: run.row.id,
      name: nameOf(run.row),
      colour: seriesColour(i),
      values: { ...run.row.params, ...figures, seconds: model?.seconds ?? null, bytes: model ? model.bytes / 1000 : null },
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
            { key: 'seconds', label: costs.seconds },
            { key: 'bytes', label: costs.bytes },
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
              aria-label={t`Quality by`}
              value={quality.id}
              onChange={setChosen}
              options={known.map(({ id, label }) => ({ value: id, label: text(label) }))}
            />
          }
        />
        <ParetoChart points={points} quality={qualityAxis} costLabels={costs} />
      </div>
    </section>
  )
}
