import { useLingui } from '@lingui/react/macro'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { ActualPredictedChart } from './ActualPredictedChart.tsx'
import { cellOfGrid, sizeConditions } from './answer-conditions.ts'
import { ChartSection } from './ChartSection.tsx'
import { ErrorBySizeChart } from './ErrorBySizeChart.tsx'
import { fewPoints } from './few-points.ts'
import { useShowRows } from './judged-place.ts'
import { normalLine } from './normal-line.ts'
import { QqChart } from './QqChart.tsx'
import { ResidualPredictedChart } from './ResidualPredictedChart.tsx'
import { RowsButton } from './RowsButton.tsx'

type CellOf = NonNullable<Evaluation['actualPredicted']>[number]['cell']

/** The views of predicted numbers beside their errors, which stand above. */
export function NumberCharts({ evaluation, colour }: { readonly evaluation: Evaluation; readonly colour: string }) {
  const { t } = useLingui()
  const { number, percent } = useFormat()
  const show = useShowRows(evaluation)
  const { actualPredicted, residualPredicted, residualQuantiles, errorBySize, answers, target } = evaluation
  const byRows = <Point extends { readonly rows: number }>(points: readonly Point[]) =>
    points.toSorted((a, b) => b.rows - a.rows).slice(0, 40)
  const normal = normalLine(residualQuantiles ?? [])
  const showSize = (group: { readonly from: number; readonly to: number }) =>
    show && answers ? () => show(sizeConditions(answers, group)) : null
  const showCell = (cell: CellOf, by: Parameters<typeof cellOfGrid>[2]) =>
    show && answers && cell ? () => show(cellOfGrid(answers, cell, by)) : null
  const dots = show && answers ? t`dots sized by rows; click one for them` : t`dots sized by rows`
  return (
    <>
      <section className="band band-half">
        {actualPredicted && (
          <ChartSection
            title={t`Predicted against actual`}
            note={dots}
            table={{
              columns: [t`actual ${target}`, t`predicted`, t`rows`],
              rows: byRows(actualPredicted).map(({ actual, predicted, rows, cell }, i) => [
                number(actual),
                number(predicted),
                <RowsButton key={i} rows={rows} onShow={showCell(cell, 'actual-predicted')} />,
              ]),
            }}
          >
            <ActualPredictedChart
              points={actualPredicted}
              target={target}
              onPoint={show && answers ? ({ cell }) => showCell(cell, 'actual-predicted')?.() : null}
            />
          </ChartSection>
        )}
        {residualPredicted && (
          <ChartSection
            title={t`Errors against predicted`}
            note={dots}
            table={{
              columns: [t`predicted`, t`actual minus predicted`, t`rows`],
              rows: byRows(residualPredicted).map(({ predicted, residual, rows, cell }, i) => [
                number(predicted),
                number(residual),
                <RowsButton key={i} rows={rows} onShow={showCell(cell, 'predicted-residual')} />,
              ]),
            }}
          >
            <ResidualPredictedChart
              points={residualPredicted}
              onPoint={show && answers ? ({ cell }) => showCell(cell, 'predicted-residual')?.() : null}
            />
          </ChartSection>
        )}
      </section>
      <section className="band band-half">
        {errorBySize && errorBySize.length > 0 && (
          <ChartSection
            title={t`Error by size`}
            note={t`95 % intervals`}
            table={{
              columns: [t`actual ${target}`, t`mean error`, t`rows`],
              rows: errorBySize.map((group) => [
                t`${number(group.from)} to ${number(group.to)}`,
                `${number(group.error)} (${t`${number(group.interval[0])} to ${number(group.interval[1])}`})`,
                <RowsButton key={group.from} rows={group.rows} onShow={showSize(group)} />,
              ]),
            }}
          >
            <ErrorBySizeChart
              curves={[{ name: evaluation.model, colour, groups: errorBySize }]}
              target={target}
              onGroup={show ? (group) => showSize(group)?.() : null}
            />
          </ChartSection>
        )}
        {residualQuantiles && residualQuantiles.length > 0 && (
          <ChartSection
            title={t`Are the errors normal`}
            note={t`on the line they are`}
            table={{
              columns: [t`share of the rows`, t`error`, t`were they normal`],
              rows: fewPoints(residualQuantiles.map((point, i) => ({ ...point, share: (i + 1) / (residualQuantiles.length + 1) }))).map(
                ({ share, normal: at, residual }) => [percent(share), number(residual), number(normal.middle + normal.spread * at)],
              ),
            }}
          >
            <QqChart curves={[{ name: evaluation.model, colour, points: residualQuantiles }]} />
          </ChartSection>
        )}
      </section>
    </>
  )
}
