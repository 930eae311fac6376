import { useLingui } from '@lingui/react/macro'
import type { ProfileFurther, QuickModel as Model } from '../../../engine/protocol/profile-further.ts'
import type { Requested } from '../use-request.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { ProblemBox } from '../../ui/ProblemBox.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { Bars } from '../Bars.tsx'
import { ActualPredictedChart } from '../evaluation/ActualPredictedChart.tsx'
import { ConfusionMatrix } from '../evaluation/ConfusionMatrix.tsx'
import { FigureDots } from '../FigureDots.tsx'
import { SectionHead } from '../SectionHead.tsx'
import { Verdict } from '../Verdict.tsx'

export interface QuickModelProps {
  readonly target: string
  readonly further: ProfileFurther | null
  readonly state: Requested<unknown>['state']
  readonly problem: Requested<unknown>['problem']
  /** Ends the learning that goes on, or begins it. */
  readonly onStop: () => void
  readonly onStart: () => void
}

/** What a small tree makes of the target, beside the best constant answer; while it learns, how to stop it. */
export function QuickModel({ target, further, state, problem, onStop, onStart }: QuickModelProps) {
  const { t } = useLingui()
  const { count } = useFormat()
  const text = useText()
  const model = further?.model
  const rough = further && !further.basis.exact ? t`, from a sample of ${count(further.basis.rows)}` : ''
  return (
    <section className="view-section" aria-label={t`Quick model`}>
      <SectionHead
        title={t`Quick model of ${target}`}
        note={model ? t`a small tree of ${count(model.trainRows)} rows, judged on ${count(model.rows)} others` + rough : undefined}
        end={state === 'loading' ? <Button size="s" onClick={onStop}>{t`Stop`}</Button> : undefined}
      />
      {state === 'loading' && (
        <div role="status">
          <p className="mb-2 text-text-2">{t`A small tree is learning; the figures above are whole without it.`}</p>
          <ProgressBar share={null} label={t`Quick model`} />
        </div>
      )}
      {state === 'idle' && <Button size="s" icon="play" onClick={onStart}>{t`Learn a quick model`}</Button>}
      {problem && (
        <ProblemBox
          severity={problem.severity}
          title={text(problem.text)}
          detail={text(problem.action)}
          actions={<Button size="s" onClick={onStart}>{t`Try again`}</Button>}
        />
      )}
      {further?.noModel && <p className="text-text-2">{text(further.noModel)}</p>}
      {model && <Learnt model={model} />}
    </section>
  )
}

function Learnt({ model }: { readonly model: Model }) {
  const { t } = useLingui()
  const text = useText()
  const { figures, verdict, classes = [], confusion, actualPredicted, importance = [], leftOut, target } = model
  const leaks = leftOut.filter(({ why }) => why === 'leak').map(({ column }) => column)
  const others = leftOut.filter(({ why }) => why !== 'leak').map(({ column }) => column)
  return (
    <>
      <Verdict text={text(verdict)} />
      {(leaks.length > 0 || others.length > 0) && (
        <p className="meta mt-1">
          {leaks.length > 0 && t`Without what may know the answer: ${leaks.join(', ')}.`}
          {leaks.length > 0 && others.length > 0 && ' '}
          {others.length > 0 && t`Not used: ${others.join(', ')}.`}
        </p>
      )}
      <div className="profile-model">
        <FigureDots series={[{ name: t`Quick model`, colour: 'var(--c-data)', figures }]} />
        <div className="min-w-0">
          {confusion && <ConfusionMatrix classes={classes} counts={confusion} onCell={null} />}
          {actualPredicted && <ActualPredictedChart points={actualPredicted} target={target} />}
        </div>
        <div className="min-w-0">
          <h4 className="profile-small-head">{t`Most used columns`}</h4>
          <Bars
            label={t`How much of what the tree learnt comes from each column`}
            bars={importance.slice(0, 8).map(({ name, value }) => ({ name, value }))}
            format="percent"
          />
        </div>
      </div>
    </>
  )
}
