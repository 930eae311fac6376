import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Duel, Evaluation } from '../../../engine/protocol/artifact.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { CompareEvaluations } from './CompareEvaluations.tsx'
import { ModelEvaluation } from './ModelEvaluation.tsx'

const all = '*'

/** Chooses among the models of an evaluation; several begin with the comparison. */
export function useEvaluationChoice(evaluations: readonly Evaluation[]) {
  const { t } = useLingui()
  const [chosen, setChosen] = useState(all)
  const several = evaluations.length > 1
  const known = evaluations.find((evaluation) => evaluation.node === chosen)
  const shown = known ?? (several ? undefined : evaluations[0])
  const options = [{ value: all, label: t`All, compared` }, ...evaluations.map(({ node, model }) => ({ value: node, label: model }))]
  const value = known ? chosen : all
  const choice = !several ? null : options.length <= 4 ? (
    <Segmented size="s" label={t`Model`} options={options} value={value} onChange={setChosen} />
  ) : (
    <Select size="s" className="max-w-52" aria-label={t`Model`} options={options} value={value} onChange={setChosen} />
  )
  return { shown, choice }
}

/** One model in full, or all of them compared. */
export function EvaluationView({
  evaluations,
  duels,
  shown,
}: {
  readonly evaluations: readonly Evaluation[]
  readonly duels: readonly Duel[]
  readonly shown: Evaluation | undefined
}) {
  const { t } = useLingui()
  if (evaluations.length === 0) return <Empty title={t`No model was evaluated`}>{t`Connect a model and run the node again.`}</Empty>
  return shown ? <ModelEvaluation key={shown.node} evaluation={shown} /> : <CompareEvaluations evaluations={evaluations} duels={duels} />
}
