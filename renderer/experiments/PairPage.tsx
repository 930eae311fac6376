import { useLingui } from '@lingui/react/macro'
import type { PairReport } from '../../engine/protocol/experiment-comparison.ts'
import { useAnswer } from '../session/use-answer.ts'
import { useText } from '../session/use-text.ts'
import { Icon } from '../ui/Icon.tsx'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import type { Requested } from '../views/use-request.ts'
import { Verdict } from '../views/Verdict.tsx'
import type { ComparedRun } from './compared-run.ts'
import { CostPane } from './CostPane.tsx'
import { FlipsPane } from './FlipsPane.tsx'
import { GainPane } from './GainPane.tsx'
import { GraphDiff } from './GraphDiff.tsx'
import { PairCurves } from './PairCurves.tsx'
import { PairMetrics } from './PairMetrics.tsx'
import { ParamsDiff } from './ParamsDiff.tsx'
import { areJudgedByFolds, recordedFigures } from './recorded-figures.ts'
import { RecalibrateRun } from './RecalibrateRun.tsx'
import { useRunName } from './run-name.ts'
import { RowsDiff } from './RowsDiff.tsx'
import { ScoreGridChart } from './ScoreGridChart.tsx'
import { judgedOf } from './use-pair-report.ts'

export interface PairPageProps {
  readonly runs: readonly [ComparedRun, ComparedRun]
  readonly pair: Requested<PairReport>
}

/** Two runs in all detail: verdict, evidence, what was changed, what it did to the rows, what it cost. */
export function PairPage({ runs, pair: { value: report, problem, state } }: PairPageProps) {
  const { t } = useLingui()
  const text = useText()
  const nameOf = useRunName()
  const [a, b] = runs
  const [judgedA, judgedB] = [judgedOf(a), judgedOf(b)]
  const documents = useAnswer('compareDocuments', { a: a.row.id, b: b.row.id })
  const found = documents.data
  const lead = report?.figures[0]
  const byFolds = areJudgedByFolds(a, b)
  const silent = runs.find(({ evaluation }) => evaluation === null)
  return (
    <>
      <section className="compare-verdict" aria-label={t`Verdict`}>
        {report ? (
          <Verdict text={text(report.verdict)} />
        ) : problem ? (
          <ProblemBox severity={problem.severity} title={text(problem.text)} detail={text(problem.action)} />
        ) : (
          <p className="lead">
            {silent
              ? t`${nameOf(silent.row)} judged no model: params and pipeline are compared, answers are not.`
              : byFolds
                ? t`Both were judged by folds: their figures are compared, not their answers row by row. An evaluation on rows kept apart tells more.`
                : state === 'loading'
                  ? t`Both models answer the same rows…`
                  : ''}
          </p>
        )}
        {report && report.worse.length > 0 && (
          <div className="flex max-w-[336px] flex-none items-start gap-2 text-small">
            <Icon name="triangle-alert" size={16} className="tone-warn flex-none" />
            <div>
              <b>{report.worse.length === 1 ? t`One thing got worse.` : t`${report.worse.length} things got worse.`}</b>{' '}
              <span className="text-text-2">
                {report.worse
                  .slice(0, 2)
                  .map((one) => text(one.text))
                  .join(' ')}
              </span>
            </div>
            {report.worse.some(({ figure }) => figure === 'calibration-error') && <RecalibrateRun run={b} />}
          </div>
        )}
      </section>
      {report && (
        <section className="band compare-top">
          <div>{report.roc ? <PairCurves report={report} /> : <ScoreGridChart report={report} />}</div>
          <div>
            <PairMetrics figures={report.figures} paired />
          </div>
          <div>
            {found && lead && judgedA && judgedB && (
              <GainPane a={judgedA} b={judgedB} diff={found.diff} changes={found.changes} figure={lead} />
            )}
          </div>
        </section>
      )}
      {byFolds && (
        <section className="band band-one">
          <div>
            <PairMetrics figures={recordedFigures(a, b)} paired={false} />
          </div>
        </section>
      )}
      {documents.problem && <ProblemBox severity="error" title={text(documents.problem.text)} detail={text(documents.problem.action)} />}
      {found && (
        <section className="band compare-middle">
          <div>
            <GraphDiff diff={found.diff} />
          </div>
          <div>
            <ParamsDiff diff={found.diff} />
          </div>
        </section>
      )}
      <section className="band compare-bottom" data-cells={report?.roc ? 3 : report ? 2 : 1}>
        {report?.roc && (
          <div>
            <ScoreGridChart report={report} />
          </div>
        )}
        {report && (
          <div>
            <FlipsPane report={report} />
          </div>
        )}
        <div>
          <CostPane runs={runs} answerMs={report?.answerMs ?? null} />
        </div>
      </section>
      {judgedA && judgedB && (
        <section className="band band-one">
          <div>
            <RowsDiff a={judgedA} b={judgedB} names={[nameOf(a.row), nameOf(b.row)]} />
          </div>
        </section>
      )}
    </>
  )
}
