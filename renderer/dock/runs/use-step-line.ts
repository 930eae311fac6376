import { useLingui } from '@lingui/react/macro'
import { useActiveDocument } from '../../document/store.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { useStepTitle, type Step } from './use-step-title.ts'

/** A step of a run as one line of its log: what it is called, how it ended, rows, time, what went wrong. */
export function useStepLine(): (step: Step) => string {
  const { t } = useLingui()
  const text = useText()
  const { seconds, count, when } = useFormat()
  const titleOf = useStepTitle(useActiveDocument()?.document.nodes ?? {})
  const states = {
    executed: t`executed`,
    reused: t`reused`,
    failed: t`failed`,
    skipped: t`skipped`,
    cancelled: t`cancelled`,
    lost: t`lost`,
  }
  return (step) => {
    const time = step.kept === undefined ? '' : when(step.kept)
    const rows = Object.values(step.rows ?? {})
    const facts = [
      step.kept === undefined ? states[step.state] : t`kept result (${time})`,
      rows.length > 0 && t`${rows.map(count).join(' + ')} rows`,
      step.seconds !== null && step.state === 'executed' && seconds(step.seconds),
      step.problem && text(step.problem.text),
    ]
    const [title, words] = [titleOf(step), facts.filter(Boolean).join(', ')]
    return t`${title}: ${words}`
  }
}
