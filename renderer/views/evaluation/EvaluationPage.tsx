import { Plural, useLingui } from '@lingui/react/macro'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { Chip } from '../../ui/Chip.tsx'
import { OpenPipelineButton } from '../OpenPipelineButton.tsx'
import { ReportBar } from '../ReportBar.tsx'
import { EvaluationView, useEvaluationChoice } from './EvaluationView.tsx'

export interface EvaluationPageProps {
  readonly title: string
  readonly path: string
  readonly node: string
  readonly evaluations: readonly Evaluation[]
}

export function EvaluationPage({ title, path, node, evaluations }: EvaluationPageProps) {
  const { t } = useLingui()
  const { count } = useFormat()
  const { shown, choice } = useEvaluationChoice(evaluations)
  const [first] = evaluations
  return (
    <>
      <ReportBar title={title} end={<OpenPipelineButton path={path} node={node} />}>
        {choice && <span className="sep-v" />}
        {choice}
        {first && (
          <span className="flex gap-2 max-wide:hidden">
            <Chip icon="target">{t`predicts ${first.target}`}</Chip>
            <Chip icon="check">
              <Plural
                value={first.rows}
                one="exact, # row not seen in training"
                other={`exact, ${count(first.rows)} rows not seen in training`}
              />
            </Chip>
          </span>
        )}
      </ReportBar>
      <main className="page" tabIndex={0} aria-label={title}>
        <div className="sheet">
          <EvaluationView evaluations={evaluations} shown={shown} />
        </div>
      </main>
    </>
  )
}
