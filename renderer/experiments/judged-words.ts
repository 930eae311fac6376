import { useLingui } from '@lingui/react/macro'
import type { RunEvaluation } from '../../engine/protocol/experiment-record.ts'
import { useFormat } from '../session/use-format.ts'

/** On what an evaluation judged, in a few words. */
export function useJudgedWords(): (judged: RunEvaluation) => string {
  const { t } = useLingui()
  const { count } = useFormat()
  return ({ judgedOn, evaluation }) => (judgedOn ? t`${count(evaluation.rows)} test rows` : t`by folds`)
}
