import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { ClassCurves, Evaluation } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { scoreConditions } from './answer-conditions.ts'
import { bandAt } from './band-at.ts'
import { CalibrationChart } from './CalibrationChart.tsx'
import { ChartSection } from './ChartSection.tsx'
import { fewPoints } from './few-points.ts'
import { GainChart } from './GainChart.tsx'
import { responseOf, type GainView } from './gain-views.ts'
import { useShowRows } from './judged-place.ts'
import { PrecisionRecallChart } from './PrecisionRecallChart.tsx'
import { RecalibrateButton } from './RecalibrateButton.tsx'
import { RocChart } from './RocChart.tsx'
import { RowsButton } from './RowsButton.tsx'
import { ScoreChart } from './ScoreChart.tsx'
import { ScoreOutlines } from './ScoreOutlines.tsx'

/** The curves of a class in one model. */
export interface ModelCurves {
  readonly evaluation: Evaluation
  readonly name: string
  readonly colour: string
  readonly curves: ClassCurves
  readonly auc: number | null
  /** Where the threshold lies on the two curves. */
  readonly roc: readonly [number, number] | null
  readonly precisionRecall: readonly [number, number] | null
}

export interface ClassChartsProps {
  readonly models: readonly ModelCurves[]
  /** The class as it is said. */
  readonly positive: string
  /** One model of two classes. */
  readonly threshold: number | null
}

/** ROC, precision and recall, gain, calibration and scores of one class, of one model or several over one another. */
export function ClassCharts({ models, positive, threshold }: ClassChartsProps) {
  const { t } = useLingui()
  const { percent, count, number } = useFormat()
  const [view, setView] = useState<GainView>('gain')
  const [first] = models
  const show = useShowRows(first?.evaluation)
  if (!first) return null
  const single = models.length === 1 ? first : null
  const note = threshold === null ? undefined : t`dot: the threshold above`
  const named = models.length > 1
  const table = (
    columns: readonly [string, string],
    pick: (curves: ClassCurves) => readonly (readonly [number, number])[] | null,
    form = percent,
  ) => ({
    columns: [...(named ? [t`Model`] : []), ...columns],
    rows: models.flatMap(({ name, curves }) =>
      fewPoints(pick(curves) ?? []).map(([x, y]) => [...(named ? [name] : []), percent(x), form(y)]),
    ),
  })
  const rowsOf = (bin: { readonly from: number; readonly to: number }, closed: boolean) => {
    const conditions = single && scoreConditions(single.evaluation, single.curves.class, { ...bin, closed })
    return show && conditions ? () => show(conditions) : null
  }
  const roc = models.flatMap(({ curves, roc: mark, ...model }) =>
    curves.roc ? [{ ...model, points: curves.roc, band: curves.rocBand ?? null, mark }] : [],
  )
  const precision = models.flatMap(({ curves, precisionRecall: mark, ...model }) =>
    curves.precisionRecall ? [{ ...model, points: curves.precisionRecall, mark }] : [],
  )
  const gain = models.flatMap(({ curves, ...model }) => (curves.gain ? [{ ...model, points: curves.gain, base: curves.base }] : []))
  const banded = roc.some(({ band }) => band !== null)
  const gainWords = { gain: t`found`, lift: t`times chance`, response: t`right, of those called` }
  const [found, alarms, called] = [t`found`, t`false alarms`, t`rows called`]
  return (
    <>
      <section className="band band-even">
        {roc.length > 0 && (
          <ChartSection
            title={t`ROC`}
            note={[named ? t`area under the curve beside each name` : note, banded && t`band: 95 %, bootstrap`].filter(Boolean).join('; ')}
            table={{
              columns: [...(named ? [t`Model`] : []), alarms, found],
              rows: models.flatMap(({ name, curves }) =>
                fewPoints(curves.roc ?? []).map(([x, y]) => {
                  const at = bandAt(curves.rocBand, x)
                  const range = at ? ` (${t`${percent(at[0])} to ${percent(at[1])}`})` : ''
                  return [...(named ? [name] : []), percent(x), `${percent(y)}${range}`]
                }),
              ),
            }}
          >
            <RocChart curves={roc} positive={positive} />
          </ChartSection>
        )}
        {precision.length > 0 && (
          <ChartSection
            title={t`Precision and recall`}
            note={note}
            table={table([found, t`right, of those called`], (own) => own.precisionRecall)}
          >
            <PrecisionRecallChart curves={precision} positive={positive} base={first.curves.base} />
          </ChartSection>
        )}
        {gain.length > 0 && (
          <ChartSection
            title={t`Gain`}
            end={
              <Segmented
                size="s"
                label={t`What is drawn`}
                value={view}
                onChange={setView}
                options={[
                  { value: 'gain', label: t`found` },
                  { value: 'lift', label: t`lift` },
                  { value: 'response', label: t`response` },
                ]}
              />
            }
            table={table(
              [called, gainWords[view]],
              (own) => own.gain && responseOf({ points: own.gain, base: own.base }, view),
              view === 'lift' ? (value) => number(value, 3) : percent,
            )}
          >
            <GainChart curves={gain} positive={positive} view={view} />
          </ChartSection>
        )}
      </section>
      <section className="band band-half">
        <ChartSection
          title={t`Calibration`}
          note={t`95 % intervals, dots sized by rows`}
          end={single && <RecalibrateButton evaluation={single.evaluation} />}
          table={{
            columns: [...(named ? [t`Model`] : []), t`promised`, t`happened`, t`rows`],
            rows: models.flatMap(({ name, curves }) =>
              curves.calibration.map((bin) => [
                ...(named ? [name] : []),
                percent(bin.predicted),
                `${percent(bin.observed)} (${t`${percent(bin.interval[0])} to ${percent(bin.interval[1])}`})`,
                <RowsButton key={bin.from} rows={bin.rows} onShow={rowsOf(bin, true)} />,
              ]),
            ),
          }}
        >
          <CalibrationChart
            curves={models.map(({ name, colour, curves }) => ({ name, colour, bins: curves.calibration }))}
            onBin={show && single ? (bin) => rowsOf(bin, true)?.() : null}
          />
        </ChartSection>
        {!single && (
          <ChartSection
            title={t`Scores`}
            note={t`shares of each`}
            table={{
              columns: [t`Model`, t`score`, positive, t`the others`],
              rows: models.flatMap(({ name, curves }) =>
                curves.scores.flatMap(({ from, to, own, others }) =>
                  own + others === 0 ? [] : [[name, t`${number(from, 3)} to ${number(to, 3)}`, count(own), count(others)]],
                ),
              ),
            }}
          >
            <ScoreOutlines curves={models.map(({ name, colour, curves }) => ({ name, colour, bins: curves.scores }))} positive={positive} />
          </ChartSection>
        )}
        {single && (
          <ChartSection
            title={t`Scores`}
            note={show ? t`shares of each; click a bar for its rows` : t`shares of each`}
            table={{
              columns: [t`score`, positive, t`the others`, t`rows`],
              rows: single.curves.scores.flatMap((bin) =>
                bin.own + bin.others === 0
                  ? []
                  : [
                      [
                        t`${number(bin.from, 3)} to ${number(bin.to, 3)}`,
                        count(bin.own),
                        count(bin.others),
                        <RowsButton key={bin.from} rows={bin.own + bin.others} onShow={rowsOf(bin, bin.to === 1)} />,
                      ],
                    ],
              ),
            }}
          >
            <ScoreChart
              bins={single.curves.scores}
              positive={positive}
              threshold={threshold}
              onBin={show ? (bin) => rowsOf(bin, bin.to === 1)?.() : null}
            />
          </ChartSection>
        )}
      </section>
    </>
  )
}
