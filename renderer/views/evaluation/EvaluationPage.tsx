import { Plural, useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import type { Duel, Evaluation } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { Chip } from '../../ui/Chip.tsx'
import { OpenPipelineButton } from '../OpenPipelineButton.tsx'
import { ReportBar } from '../ReportBar.tsx'
import { EvaluationView, useEvaluationChoice } from './EvaluationView.tsx'
import { JudgedPlaceContext } from './judged-place.ts'
import { JudgedRows } from './JudgedRows.tsx'

export interface EvaluationPageProps {
  readonly title: string
  readonly path: string
  readonly node: string
  readonly evaluations: readonly Evaluation[]
  readonly duels: readonly Duel[]
}

export function EvaluationPage({ title, path, node, evaluations, duels }: EvaluationPageProps) {
  const { t } = useLingui()
  const { count } = useFormat()
  const { shown, choice } = useEvaluationChoice(evaluations)
  const [first] = evaluations
  const place = useMemo(() => ({ path, node, inDock: false }), [path, node])
  return (
    <JudgedPlaceContext value={place}>
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
          <EvaluationView evaluations={evaluations} duels={duels} shown={shown} />
        </div>
        <JudgedRows evaluation={shown} />
      </main>
    </JudgedPlaceContext>
  )
}
